package org.relais.intake.attachment.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.relais.intake.attachment.AttachmentStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Keeps bytes as objects of one bucket, named by their digests. An object is there whole or not at all: it is sent in one piece, with
 * a sum that the store checks.
 */
final class S3Store implements AttachmentStore, AutoCloseable {

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** @param prefix what the objects' names begin with */
    S3Store(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public void put(String digest, Path file) throws IOException {
        String sum = sum(file);
        try {
            // Not asked first whether it is there: a store may answer that only to whom may list everything.
            client.putObject(
                    put -> put.bucket(bucket)
                            .key(prefix + digest)
                            .contentMD5(sum)
                            .contentType("application/octet-stream"),
                    RequestBody.fromFile(file));
        } catch (SdkException failed) {
            throw failure("put", failed);
        }
    }

    @Override
    public Optional<InputStream> open(String digest) throws IOException {
        try {
            return Optional.of(client.getObject(get -> get.bucket(bucket).key(prefix + digest)));
        } catch (NoSuchKeyException gone) {
            return Optional.empty();
        } catch (SdkException failed) {
            throw failure("read", failed);
        }
    }

    @Override
    public void delete(String digest) throws IOException {
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(prefix + digest));
        } catch (SdkException failed) {
            throw failure("deleted", failed);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static IOException failure(String what, SdkException failed) {
        return new IOException("an attachment could not be " + what, failed);
    }

    /** What every store that speaks S3 checks; it need not withstand anybody, as the name is the bytes' SHA-256. */
    private static String sum(Path file) throws IOException {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
