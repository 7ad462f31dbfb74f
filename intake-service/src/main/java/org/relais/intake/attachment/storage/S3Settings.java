package org.relais.intake.attachment.storage;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code relais.attachments.s3}, for {@code relais.attachments.store: s3}.
 *
 * @param endpoint null for Amazon's own
 * @param pathStyle whether the bucket stands in the path rather than in the host's name
 * @param prefix what the objects' names begin with, for a bucket that holds other things too
 * @param accessKey without it, the machine's own identity is asked for as Amazon's tools do
 */
@ConfigurationProperties("relais.attachments.s3")
record S3Settings(
        @Nullable URI endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String bucket,
        boolean pathStyle,
        @DefaultValue("") String prefix,
        @Nullable String accessKey,
        @Nullable String secretKey) {

    @Override
    public String toString() {
        return "S3Settings[" + endpoint + ", " + bucket + "]";
    }
}
