// Written by generate.ts from the files in this folder.
import { registerCause, type RegisteredCause } from '../define-cause.ts';
import anonymousVolumeKept from './mount/anonymous-volume-kept.ts';
import appSeedsItsVolumeOnce from './mount/app-seeds-its-volume-once.ts';
import applicationCache from './process/application-cache.ts';
import baseImageStale from './dockerfile/base-image-stale.ts';
import bindFolderReplaced from './mount/bind-folder-replaced.ts';
import bindMountShadowsImage from './mount/bind-mount-shadows-image.ts';
import bindSourceOnAnotherHost from './mount/bind-source-on-another-host.ts';
import bindSourceSymlinkRepointed from './mount/bind-source-symlink-repointed.ts';
import browserOrCdnCache from './request/browser-or-cdn-cache.ts';
import buildArgNotConsumed from './dockerfile/build-arg-not-consumed.ts';
import buildContextSameSizeMtime from './cache/build-context-same-size-mtime.ts';
import buildTimeEnvBaked from './image/build-time-env-baked.ts';
import builtArtifactNotRebuilt from './process/built-artifact-not-rebuilt.ts';
import builtButNotLoaded from './image/built-but-not-loaded.ts';
import builtDifferentTag from './image/built-different-tag.ts';
import builtFromRemoteGitContext from './git/built-from-remote-git-context.ts';
import bytecodeOrOpcodeCache from './process/bytecode-or-opcode-cache.ts';
import cachedPackageStep from './cache/cached-package-step.ts';
import cachedRunFetchedOldCopy from './cache/cached-run-fetched-old-copy.ts';
import caseMismatch from './file/case-mismatch.ts';
import changedInWritableLayer from './file-system/changed-in-writable-layer.ts';
import commandOverriddenAtRun from './container/command-overridden-at-run.ts';
import compilerSkippedByMtime from './cache/compiler-skipped-by-mtime.ts';
import containerFromAnotherCheckout from './container/container-from-another-checkout.ts';
import containerRunsOldImage from './container/container-runs-old-image.ts';
import copiedToDifferentPath from './dockerfile/copied-to-different-path.ts';
import copyFromStaleImage from './image/copy-from-stale-image.ts';
import deletedFileRemainsFromBase from './image/deleted-file-remains-from-base.ts';
import desktopFileSharingStale from './mount/desktop-file-sharing-stale.ts';
import dockerignoreExcludesFile from './context/dockerignore-excludes-file.ts';
import editorNotSaved from './editor/editor-not-saved.ts';
import entrypointOverwritesFile from './file-system/entrypoint-overwrites-file.ts';
import envChangedNeedsRecreate from './container/env-changed-needs-recreate.ts';
import envOverriddenAtRun from './container/env-overridden-at-run.ts';
import hostBuildOutputStale from './context/host-build-output-stale.ts';
import imageNotRebuilt from './image/image-not-rebuilt.ts';
import imageOverwrittenByCommit from './image/image-overwritten-by-commit.ts';
import initOnlyOnEmptyVolume from './process/init-only-on-empty-volume.ts';
import kubernetesSameTag from './container/kubernetes-same-tag.ts';
import lastBuildFailed from './image/last-build-failed.ts';
import laterStepOverwritesFile from './dockerfile/later-step-overwrites-file.ts';
import leftoverOldReplica from './container/leftover-old-replica.ts';
import localImageOlderThanRegistry from './container/local-image-older-than-registry.ts';
import namedVolumeKeepsOldFiles from './mount/named-volume-keeps-old-files.ts';
import nestedVolumeShadowsBind from './mount/nested-volume-shadows-bind.ts';
import newContainerFailsOldKeepsServing from './container/new-container-fails-old-keeps-serving.ts';
import notCopiedByDockerfile from './dockerfile/not-copied-by-dockerfile.ts';
import otherComposeProject from './container/other-compose-project.ts';
import otherDaemon from './image/other-daemon.ts';
import otherDockerfile from './dockerfile/other-dockerfile.ts';
import otherListenerOnPort from './request/other-listener-on-port.ts';
import outsideBuildContext from './context/outside-build-context.ts';
import processNotRestarted from './process/process-not-restarted.ts';
import registryImageOverLocalBuild from './image/registry-image-over-local-build.ts';
import restartPolicyOrLimitsUnchanged from './container/restart-policy-or-limits-unchanged.ts';
import runCacheMountStale from './cache/run-cache-mount-stale.ts';
import secretNotInCacheKey from './cache/secret-not-in-cache-key.ts';
import selinuxOrPermission from './process/selinux-or-permission.ts';
import serverSideResponseCache from './request/server-side-response-cache.ts';
import sharedVolumeFilledByAnotherImage from './mount/shared-volume-filled-by-another-image.ts';
import singleFileBindOldInode from './mount/single-file-bind-old-inode.ts';
import stageDoesNotContainFile from './dockerfile/stage-does-not-contain-file.ts';
import swarmServicePinned from './container/swarm-service-pinned.ts';
import symlinkNotFollowed from './dockerfile/symlink-not-followed.ts';
import syncRuleDoesNotCover from './file-system/sync-rule-does-not-cover.ts';
import tmpfsHidesFile from './mount/tmpfs-hides-file.ts';
import uncommittedChangeBuiltFromGit from './git/uncommitted-change-built-from-git.ts';
import writeAfterVolumeDiscarded from './dockerfile/write-after-volume-discarded.ts';

/** All causes, in the order of their ids. */
export const causes: readonly RegisteredCause[] = [
  registerCause('anonymous-volume-kept', anonymousVolumeKept),
  registerCause('app-seeds-its-volume-once', appSeedsItsVolumeOnce),
  registerCause('application-cache', applicationCache),
  registerCause('base-image-stale', baseImageStale),
  registerCause('bind-folder-replaced', bindFolderReplaced),
  registerCause('bind-mount-shadows-image', bindMountShadowsImage),
  registerCause('bind-source-on-another-host', bindSourceOnAnotherHost),
  registerCause('bind-source-symlink-repointed', bindSourceSymlinkRepointed),
  registerCause('browser-or-cdn-cache', browserOrCdnCache),
  registerCause('build-arg-not-consumed', buildArgNotConsumed),
  registerCause('build-context-same-size-mtime', buildContextSameSizeMtime),
  registerCause('build-time-env-baked', buildTimeEnvBaked),
  registerCause('built-artifact-not-rebuilt', builtArtifactNotRebuilt),
  registerCause('built-but-not-loaded', builtButNotLoaded),
  registerCause('built-different-tag', builtDifferentTag),
  registerCause('built-from-remote-git-context', builtFromRemoteGitContext),
  registerCause('bytecode-or-opcode-cache', bytecodeOrOpcodeCache),
  registerCause('cached-package-step', cachedPackageStep),
  registerCause('cached-run-fetched-old-copy', cachedRunFetchedOldCopy),
  registerCause('case-mismatch', caseMismatch),
  registerCause('changed-in-writable-layer', changedInWritableLayer),
  registerCause('command-overridden-at-run', commandOverriddenAtRun),
  registerCause('compiler-skipped-by-mtime', compilerSkippedByMtime),
  registerCause('container-from-another-checkout', containerFromAnotherCheckout),
  registerCause('container-runs-old-image', containerRunsOldImage),
  registerCause('copied-to-different-path', copiedToDifferentPath),
  registerCause('copy-from-stale-image', copyFromStaleImage),
  registerCause('deleted-file-remains-from-base', deletedFileRemainsFromBase),
  registerCause('desktop-file-sharing-stale', desktopFileSharingStale),
  registerCause('dockerignore-excludes-file', dockerignoreExcludesFile),
  registerCause('editor-not-saved', editorNotSaved),
  registerCause('entrypoint-overwrites-file', entrypointOverwritesFile),
  registerCause('env-changed-needs-recreate', envChangedNeedsRecreate),
  registerCause('env-overridden-at-run', envOverriddenAtRun),
  registerCause('host-build-output-stale', hostBuildOutputStale),
  registerCause('image-not-rebuilt', imageNotRebuilt),
  registerCause('image-overwritten-by-commit', imageOverwrittenByCommit),
  registerCause('init-only-on-empty-volume', initOnlyOnEmptyVolume),
  registerCause('kubernetes-same-tag', kubernetesSameTag),
  registerCause('last-build-failed', lastBuildFailed),
  registerCause('later-step-overwrites-file', laterStepOverwritesFile),
  registerCause('leftover-old-replica', leftoverOldReplica),
  registerCause('local-image-older-than-registry', localImageOlderThanRegistry),
  registerCause('named-volume-keeps-old-files', namedVolumeKeepsOldFiles),
  registerCause('nested-volume-shadows-bind', nestedVolumeShadowsBind),
  registerCause('new-container-fails-old-keeps-serving', newContainerFailsOldKeepsServing),
  registerCause('not-copied-by-dockerfile', notCopiedByDockerfile),
  registerCause('other-compose-project', otherComposeProject),
  registerCause('other-daemon', otherDaemon),
  registerCause('other-dockerfile', otherDockerfile),
  registerCause('other-listener-on-port', otherListenerOnPort),
  registerCause('outside-build-context', outsideBuildContext),
  registerCause('process-not-restarted', processNotRestarted),
  registerCause('registry-image-over-local-build', registryImageOverLocalBuild),
  registerCause('restart-policy-or-limits-unchanged', restartPolicyOrLimitsUnchanged),
  registerCause('run-cache-mount-stale', runCacheMountStale),
  registerCause('secret-not-in-cache-key', secretNotInCacheKey),
  registerCause('selinux-or-permission', selinuxOrPermission),
  registerCause('server-side-response-cache', serverSideResponseCache),
  registerCause('shared-volume-filled-by-another-image', sharedVolumeFilledByAnotherImage),
  registerCause('single-file-bind-old-inode', singleFileBindOldInode),
  registerCause('stage-does-not-contain-file', stageDoesNotContainFile),
  registerCause('swarm-service-pinned', swarmServicePinned),
  registerCause('symlink-not-followed', symlinkNotFollowed),
  registerCause('sync-rule-does-not-cover', syncRuleDoesNotCover),
  registerCause('tmpfs-hides-file', tmpfsHidesFile),
  registerCause('uncommitted-change-built-from-git', uncommittedChangeBuiltFromGit),
  registerCause('write-after-volume-discarded', writeAfterVolumeDiscarded),
];
