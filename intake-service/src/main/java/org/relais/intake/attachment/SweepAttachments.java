package org.relais.intake.attachment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Drops what nobody needs: uploads that no request claimed within a day, and what crashes left behind. */
public final class SweepAttachments {

    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

    private final Attachments attachments;
    private final Path workFolder;
    private final Duration keptUnclaimed;

    public SweepAttachments(Attachments attachments, Path workFolder, Duration keptUnclaimed) {
        this.attachments = attachments;
        this.workFolder = workFolder;
        this.keptUnclaimed = keptUnclaimed;
    }

    public void sweep(Instant now) throws IOException {
        WorkFolder.deleteOlderThan(now.minus(LONGEST_UPLOAD), workFolder);
        attachments.sweep(now.minus(keptUnclaimed));
    }
}
