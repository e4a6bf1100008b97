export { Failure, type FailureProps } from './failure.tsx';
export {
  choicesOf,
  FilteredLine,
  FilterGroup,
  FilterMenu,
  FilterToggle,
  toggled,
} from './filter-bar.tsx';
export { KindIcon } from './kind-icon.tsx';
export { ListKeys } from './list-keys.tsx';
export { OriginLink, type OriginLinkProps, OriginLinks, OriginPreview } from './origin-link.tsx';
export { ProblemLines } from './problem-lines.tsx';
export { RenameQuestion, type RenameQuestionProps, renamedNoun, useDecideRename } from './rename-question.tsx';
export { StateMark } from './state-mark.tsx';
export { useCopy } from './use-copy.ts';
export { useOpenInEditor } from './use-open-in-editor.ts';
export { type RequestState, useRequest } from './use-request.ts';
export { type WaivablePart, WaiveForm, type WaiveFormProps } from './waive-form.tsx';
export { WorkInProgress, type WorkInProgressProps, workText } from './work-in-progress.tsx';
