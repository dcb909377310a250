/** The built tarball, from the outside: each test starts {@code bin/train} as SageMaker or a person would. */
@NullMarked
package io.smcontainers.tests;

import org.jspecify.annotations.NullMarked;
