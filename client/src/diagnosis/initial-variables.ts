/**
 * Variables that images of databases and brokers read only while they have no data, as their pages say:
 * https://hub.docker.com/_/postgres, https://hub.docker.com/_/mysql, https://hub.docker.com/_/mariadb, https://hub.docker.com/_/mongo,
 * https://hub.docker.com/_/influxdb. RabbitMQ's: https://www.rabbitmq.com/docs/configure#supported-environment-variables
 */
const readOnce =
  /^(?:POSTGRES_(?:PASSWORD|USER|DB|INITDB_ARGS|INITDB_WALDIR|HOST_AUTH_METHOD)|(?:MYSQL|MARIADB)_(?:ROOT_PASSWORD|ROOT_HOST|ROOT_PASSWORD_HASH|PASSWORD_HASH|ALLOW_EMPTY_(?:ROOT_)?PASSWORD|RANDOM_ROOT_PASSWORD|ONETIME_PASSWORD|DATABASE|USER|PASSWORD)|MONGO_INITDB_(?:ROOT_USERNAME|ROOT_PASSWORD|DATABASE)|DOCKER_INFLUXDB_INIT_\w+|RABBITMQ_DEFAULT_(?:USER|PASS|VHOST))(?:_FILE)?$/;

/** Returns whether a database's image reads a variable only while it has no data. */
export const isReadOnce = (name: string): boolean => readOnce.test(name);
