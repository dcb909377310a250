/** Fetches code from Amazon S3, uploads intermediate output to it, and logs in to AWS CodeArtifact. */
@NullMarked
package io.smcontainers.store.s3;

import org.jspecify.annotations.NullMarked;
