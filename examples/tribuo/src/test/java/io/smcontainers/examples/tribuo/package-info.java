@NullMarked
package io.smcontainers.examples.tribuo;

import org.jspecify.annotations.NullMarked;
