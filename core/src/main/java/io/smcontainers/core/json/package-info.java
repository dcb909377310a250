/** JSON and plain text as Python reads and writes them, because that is what users' programs have always been given. */
@NullMarked
package io.smcontainers.core.json;

import org.jspecify.annotations.NullMarked;
