package org.relais.intake.attachment.web;

import java.nio.file.Path;
import java.time.Duration;
import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.attachment.AttachmentStore;
import org.relais.intake.attachment.Attachments;
import org.relais.intake.attachment.Pictures;
import org.relais.intake.attachment.StoreAttachment;
import org.relais.intake.attachment.SweepAttachments;
import org.relais.intake.limit.CallerLimit;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.problem.BodyLimit;
import org.relais.platform.security.OpenPaths;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttachmentSettings.class)
class AttachmentConfiguration {

    @Bean
    OpenPaths attachmentsOpenToEveryone() {
        return OpenPaths.of("POST " + AttachmentController.PATH, "GET " + AttachmentController.PATH + "/**");
    }

    @Bean
    BodyLimit attachmentBodies() {
        return new BodyLimit(
                AttachmentController.PATH, DataSize.ofBytes(StoreAttachment.MOST_BYTES + StoreAttachment.CHUNK));
    }

    @Bean
    StoreAttachment storeAttachment(
            AttachmentSettings settings,
            Pictures pictures,
            AttachmentStore store,
            Attachments attachments,
            Identifiers identifiers) {
        return new StoreAttachment(
                new CallerLimit(settings.uploadsPerMinute(), Duration.ofMinutes(1))::take,
                workFolder(settings),
                pictures,
                store,
                attachments,
                identifiers::next);
    }

    @Bean
    AttachmentRules attachmentRules(Attachments attachments) {
        return new AttachmentRules(attachments);
    }

    @Bean
    SweepAttachments sweepAttachments(AttachmentSettings settings, Attachments attachments) {
        return new SweepAttachments(attachments, workFolder(settings), settings.keptUnclaimed());
    }

    private static Path workFolder(AttachmentSettings settings) {
        return settings.folder().resolve("incoming");
    }
}
