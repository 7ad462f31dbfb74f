package org.relais.intake.channel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.relais.intake.attachment.AttachmentRules;

/** Files of a contact that were read before its turn came: whoever sends them slowly holds nobody else up. Gone when closed. */
public final class FetchedFiles implements AutoCloseable {

    private final List<ContactAttachments.Fetched> fetched = new ArrayList<>();
    private final List<InboundContact.Attachment> files = new ArrayList<>();

    private FetchedFiles() {}

    /** As many as a contact may have; the others are left as they are. */
    static FetchedFiles of(List<InboundContact.Attachment> attachments, ContactAttachments store) throws IOException {
        FetchedFiles all = new FetchedFiles();
        try {
            for (InboundContact.Attachment attachment : attachments) {
                if (all.fetched.size() == AttachmentRules.MOST) {
                    all.files.add(attachment);
                } else {
                    ContactAttachments.Fetched one = store.fetch(attachment);
                    all.fetched.add(one);
                    all.files.add(one.attachment());
                }
            }
            return all;
        } catch (IOException | RuntimeException nothingCanBeKept) {
            all.close();
            throw nothingCanBeKept;
        }
    }

    /** In the order of the contact's. */
    public List<InboundContact.Attachment> files() {
        return List.copyOf(files);
    }

    @Override
    public void close() {
        fetched.forEach(ContactAttachments.Fetched::close);
    }
}
