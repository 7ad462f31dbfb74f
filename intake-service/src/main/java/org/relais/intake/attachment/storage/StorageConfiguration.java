package org.relais.intake.attachment.storage;

import java.nio.file.Path;
import java.time.Duration;
import org.relais.intake.attachment.AttachmentStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(S3Settings.class)
class StorageConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    AttachmentStore attachmentStore(
            @Value("${relais.attachments.store:folder}") String store,
            @Value("${relais.attachments.folder}") Path folder,
            S3Settings settings) {
        return switch (store) {
            case "folder" -> new FolderStore(folder.resolve("kept"));
            case "s3" -> s3(settings);
            default -> throw new IllegalStateException("relais.attachments.store is folder or s3, not " + store);
        };
    }

    static S3Store s3(S3Settings settings) {
        if (settings.bucket().isBlank()) {
            throw new IllegalStateException("relais.attachments.store is s3: relais.attachments.s3.bucket must be set");
        }
        var client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(PATIENCE)
                        .socketTimeout(PATIENCE))
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(credentials(settings))
                // Newer sums than the one we send are unknown to many stores that speak S3.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (settings.endpoint() != null) {
            client.endpointOverride(settings.endpoint());
        }
        return new S3Store(client.build(), settings.bucket(), settings.prefix());
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        String accessKey = settings.accessKey();
        String secretKey = settings.secretKey();
        return accessKey == null || secretKey == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }
}
