package org.relais.routing.cases.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.Announcements;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.DecisionJournal;
import org.relais.routing.cases.Effect;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Status;
import org.relais.routing.cases.Words;

/** Announcements that the journal of decisions hears too. */
record JournaledAnnouncements(Announcements announcements, DecisionJournal journal) implements Announcements {

    @Override
    public void happened(
            CaseFile after,
            @Nullable Case before,
            Effect.Applied applied,
            Status ofTheRequest,
            @Nullable String commandId,
            Instant at) {
        announcements.happened(after, before, applied, ofTheRequest, commandId, at);
        if (after.current().isPart()) {
            // A person decided who has a part, and no rule is to learn from what becomes of it.
            return;
        }
        if (before == null) {
            journal.opened(after, at);
        } else {
            journal.changed(after, applied, at);
        }
    }

    @Override
    public void citizenActionRefused(CaseFile file, String eventId, String type, RefusalReason reason, Instant at) {
        announcements.citizenActionRefused(file, eventId, type, reason, at);
    }

    @Override
    public void changed(CaseFile file, String change, Words text, Instant at) {
        announcements.changed(file, change, text, at);
    }
}
