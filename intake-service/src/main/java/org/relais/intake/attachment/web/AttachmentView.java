package org.relais.intake.attachment.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.relais.intake.attachment.Attachment;

/** An attachment as it is kept, which is not as it was sent. */
@Schema(name = "Attachment")
record AttachmentView(
        @Schema(format = "uuid", description = "To be named in `attachments` of a request, within a day.")
        String id,

        @Schema(example = "image/jpeg") String contentType,
        long bytes,
        int width,
        int height) {

    static AttachmentView of(Attachment attachment) {
        Attachment.Content picture = attachment.picture();
        return new AttachmentView(
                attachment.id().toString(), picture.contentType(), picture.bytes(), picture.width(), picture.height());
    }
}
