@NullMarked
package io.smcontainers.tribuo;

import org.jspecify.annotations.NullMarked;
