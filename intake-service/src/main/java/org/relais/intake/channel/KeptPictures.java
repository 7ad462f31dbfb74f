package org.relais.intake.channel;

import java.io.IOException;
import java.time.Instant;
import org.relais.intake.attachment.Attachment;
import org.relais.intake.attachment.FetchedUpload;
import org.relais.intake.attachment.StoreAttachment;
import org.relais.intake.attachment.StoreResult;

/** Keeps pictures as those that people send with the pages: told by their content, bounded, written anew. */
public final class KeptPictures implements ContactAttachments {

    private final StoreAttachment storeAttachment;

    public KeptPictures(StoreAttachment storeAttachment) {
        this.storeAttachment = storeAttachment;
    }

    @Override
    public Result keep(InboundContact.Attachment attachment, String sender, Instant at) {
        try {
            return result(storeAttachment.store(attachment.content()::open, sender, at));
        } catch (IOException nothingCanBeKept) {
            return new Result.Later();
        }
    }

    @Override
    public Fetched fetch(InboundContact.Attachment attachment) throws IOException {
        FetchedUpload upload = storeAttachment.fetch(attachment.content()::open);
        return new Fetched() {
            @Override
            public InboundContact.Attachment attachment() {
                return new InboundContact.Attachment(attachment.name(), upload::open);
            }

            @Override
            public void close() {
                upload.close();
            }
        };
    }

    private static Result result(StoreResult result) {
        return switch (result) {
            case StoreResult.Stored(Attachment picture) ->
                new Result.Kept(picture.id().toString());
            case StoreResult.Empty empty -> new Result.Refused(LeftOut.NOT_A_PICTURE);
            case StoreResult.TypeNotAccepted other -> new Result.Refused(LeftOut.NOT_A_PICTURE);
            case StoreResult.TooLarge large -> new Result.Refused(LeftOut.PICTURE_TOO_LARGE);
            case StoreResult.TooManyPixels large -> new Result.Refused(LeftOut.PICTURE_TOO_LARGE);
            case StoreResult.Damaged damaged -> new Result.Refused(LeftOut.PICTURE_DAMAGED);
            case StoreResult.BrokenOff outOfReach -> new Result.Refused(LeftOut.PICTURE_OUT_OF_REACH);
            case StoreResult.TooManyUploads tooMany -> new Result.Refused(LeftOut.TOO_MANY_PICTURES);
            case StoreResult.Busy busy -> new Result.Later();
        };
    }
}
