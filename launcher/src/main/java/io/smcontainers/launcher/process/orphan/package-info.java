/** What PID 1 owes to processes that lost their parent. */
@NullMarked
package io.smcontainers.launcher.process.orphan;

import org.jspecify.annotations.NullMarked;
