/** It stands for Python, which no image of the tests has: whatever it is given, it runs on. */
export const python = '#!/bin/sh\nexec sleep 86400\n';

/** It stands for pip, and installs the folder it is given as pip does: it copies the packages of `src`. */
export const pip = `#!/bin/sh
folder=/usr/local/lib/python3.12/site-packages
mkdir -p $folder && cp -r src/* $folder/
`;
