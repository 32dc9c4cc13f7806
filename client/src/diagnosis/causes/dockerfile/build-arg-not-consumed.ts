import { defineCause } from '../../define-cause.ts';
import type { ArgumentSeen } from '../../evidence/build-arguments.ts';
import { changeAndBuild } from '../../remedies/by-hand.ts';
import { declareArgument } from '../../remedies/dockerfile-edits.ts';
import { placed } from '../../placed.ts';

export default defineCause({
  hop: 'dockerfile',
  title: 'A build argument does not reach the instruction that names it',
  why: 'An ARG above the first FROM holds for FROM lines only, and one of a stage ends with it. An argument that no ARG declares is dropped, and ENV of the same name wins. Builders do not warn about most of this: the value just stays empty or old.',
  needs: ['container', 'unconsumedArguments'],
  messages: {
    undeclared: 'No ARG of {dockerfile} declares {name}, so its value goes nowhere',
    'before-from': '{name} is declared above FROM, so no instruction of a stage gets its value',
    'other-stage': '{name} is declared in another stage than the one that uses it',
    'after-use': '{name} is used above the ARG that declares it',
    'variable-wins': 'ENV {name} wins over the build argument of the same name',
    given: 'The build is given {name}',
    declared: 'ARG {name} stands here',
    variable: 'ENV {name} stands here',
    used: 'This instruction names {name}',
    file: 'No ARG {name} is in it',
    all: 'Every build argument reaches the instructions that name it',
    other: 'Nothing shows that this Dockerfile made the image',
  },
  judge(evidence, say) {
    const { dockerfile, isAsked, isProven, all } = evidence.its.unconsumedArguments;
    const worst = all.find(({ why }) => why !== 'undeclared') ?? all[0];
    const from = evidence.from('unconsumedArguments');
    if (!worst) return say.ruledOut(say.text('all'), from);
    if (!isProven) return say.ruledOut(say.text('other'), from);
    const factsOf = ({ name, why, givenAt, declaredAt, usedAt }: ArgumentSeen) => [
      ...(givenAt ? [{ text: say.text('given', { name }), from: placed(givenAt) }] : []),
      ...(declaredAt
        ? [{ text: say.text(why === 'variable-wins' ? 'variable' : 'declared', { name }), from: placed(declaredAt) }]
        : []),
      usedAt
        ? { text: say.text('used', { name }), from: placed(usedAt) }
        : { text: say.text('file', { name }), from: dockerfile },
    ];
    const [first, ...facts] = [worst, ...all.filter((one) => one !== worst)].slice(0, 4).flatMap(factsOf);
    if (!first) return say.ruledOut(say.text('all'), from);
    const { name, why } = worst;
    const answer = why === 'undeclared' ? say.text('undeclared', { dockerfile, name }) : say.text(why, { name });
    // An argument that one of several services does not need is common and harms nobody, unless it was asked about.
    const speak = isAsked ? say.confirmed : why === 'undeclared' ? say.possible : say.likely;
    const remedies =
      why === 'variable-wins' || !worst.usedAt
        ? changeAndBuild(evidence, worst.declaredAt ? placed(worst.declaredAt) : dockerfile)
        : declareArgument(evidence, name, worst.usedAt);
    return speak(answer, [first, ...facts], remedies);
  },
});
