import { containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import type { BakedVariable } from '../../evidence/baked-variables.ts';
import { buildAndRecreate, buildWithVariable } from '../../remedies.ts';
import { placed } from '../../placed.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'image',
  title: 'A variable was written into the bundle when the image was built; the container’s new value comes too late',
  why: 'Vite, Next.js, Create React App and others replace variables such as `VITE_…` or `NEXT_PUBLIC_…` by their values while they build. What `env_file:`, `environment:` or `docker run -e` say later reaches the process, but not the files it serves. The image has to be built with the new value.',
  needs: ['container', 'bakedVariables'],
  messages: {
    answer: '{name} was written into the bundle when the image was built; the new value in {container} comes too late',
    stated: '{name} is stated here, and {container} has this value',
    option: '{container} was run with this {name}',
    declared: 'The build takes {name} from here',
    made: 'This step writes the bundle',
    named: 'This step uses {name}',
    given: 'The build is given another {name} here; change it as well, for later builds',
    earlier: 'The bundle has the value of {name} that the build had',
    absent: 'No bundle file has the container’s value of {name}: {count} looked at',
    agrees: 'No variable of the container is missing in a bundle',
  },
  judge(evidence, say) {
    const { container, bakedVariables } = evidence.its;
    const { all, files, isComplete, lookedAt } = bakedVariables;
    const name = containerName(container);
    const late = files === 0 ? [] : all.filter((each) => !each.holdsCurrent && (isComplete || each.holdsEarlier));
    // A value that the build had and that stands nowhere either is of a variable that no code uses.
    const isLikely = ({ isEarlierKnown, isNamed }: BakedVariable): boolean => isNamed || !isEarlierKnown;
    const worst = late.find(({ holdsEarlier }) => holdsEarlier !== null) ?? late.find(isLikely);
    if (!worst) return say.ruledOut(say.text('agrees'), evidence.from('bakedVariables'));
    const factsOf = (one: BakedVariable) => [
      one.statedAt
        ? { text: say.text('stated', { name: one.name, container: name }), from: placed(one.statedAt) }
        : {
            text: say.text('option', { name: one.name, container: name }),
            from: evidence.from('container', `.Config.Env ${one.name}`),
          },
      { text: say.text('declared', { name: one.name }), from: placed(one.declaredAt) },
      { text: one.isNamed ? say.text('named', { name: one.name }) : say.text('made'), from: placed(one.madeAt) },
    ];
    const absent = {
      text: say.text('absent', { count: files, name: worst.name }),
      from: commandLine`docker cp ${name}:${lookedAt[0] ?? ''} -`,
    };
    const earlier = worst.holdsEarlier
      ? [
          {
            text: say.text('earlier', { name: worst.name }),
            from: commandLine`docker cp ${name}:${worst.holdsEarlier} -`,
          },
        ]
      : [];
    const given =
      worst.givenAt && !worst.isGivenToBuild
        ? [{ text: say.text('given', { name: worst.name }), from: placed(worst.givenAt) }]
        : [];
    const facts = [...earlier, ...factsOf(worst), ...given];
    const remedies = worst.isGivenToBuild
      ? buildAndRecreate(evidence)
      : worst.isArgument
        ? buildWithVariable(evidence, worst.name)
        : [];
    const speak = worst.holdsEarlier ? say.confirmed : say.likely;
    return speak(say.text('answer', { name: worst.name, container: name }), [absent, ...facts], remedies);
  },
});
