/** Fetches code from Amazon S3. */
@NullMarked
package io.smcontainers.store.s3;

import org.jspecify.annotations.NullMarked;
