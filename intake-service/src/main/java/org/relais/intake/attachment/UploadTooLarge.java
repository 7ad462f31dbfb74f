package org.relais.intake.attachment;

import java.io.IOException;

/** More was sent than is taken. */
public final class UploadTooLarge extends IOException {

    public UploadTooLarge() {
        super("the upload is too large");
    }
}
