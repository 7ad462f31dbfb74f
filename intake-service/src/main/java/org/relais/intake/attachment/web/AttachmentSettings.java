package org.relais.intake.attachment.web;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code relais.attachments}.
 *
 * @param folder where pictures are kept, and worked on
 * @param uploadsPerMinute how many one caller may send, on average and at once
 * @param keptUnclaimed how long an upload waits for the request that names it
 */
@ConfigurationProperties("relais.attachments")
record AttachmentSettings(
        Path folder,
        @DefaultValue("60") int uploadsPerMinute,
        @DefaultValue("1d") Duration keptUnclaimed) {}
