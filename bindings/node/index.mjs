// One implementation for both module systems: classes are the same however they were imported.
import releasegate from "./dist/index.cjs";

export const { Assessment, BatchError, Engine, ReleasegateError, version } = releasegate;
