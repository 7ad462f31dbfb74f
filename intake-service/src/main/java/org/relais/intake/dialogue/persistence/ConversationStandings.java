package org.relais.intake.dialogue.persistence;

import java.util.Optional;
import java.util.UUID;
import org.relais.intake.channel.ContactLedger;
import org.relais.intake.dialogue.Conversations;
import org.relais.intake.dialogue.Conversations.Conversation;
import org.relais.intake.dialogue.Dialogue;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.vault.ReplyHandle;
import org.relais.intake.vault.ReplyStanding;
import org.springframework.stereotype.Component;

/** What a conversation stands at, for those who write into it. */
@Component
class ConversationStandings implements ReplyStanding.Of {

    private final Conversations conversations;
    private final ContactLedger ledger;
    private final Derivations derivations;

    ConversationStandings(Conversations conversations, ContactLedger ledger, Derivations derivations) {
        this.conversations = conversations;
        this.ledger = ledger;
        this.derivations = derivations;
    }

    @Override
    public ReplyStanding standing(ReplyHandle handle, UUID requesterId) {
        PayloadMark mark = Dialogue.markOf(handle.channel(), handle.address(), derivations);
        Conversation known = conversations.find(mark).orElse(null);
        if (known == null) {
            return ReplyStanding.NONE;
        }
        Optional<UUID> filed = ledger.requestOf(requesterId);
        // What they say next answers an open question first.
        boolean heard = filed.isPresent()
                && filed.get().equals(known.requestId())
                && conversations
                        .asked(mark)
                        .filter(asked -> !asked.equals(filed.get()))
                        .isEmpty();
        return new ReplyStanding(
                known.stopped(), heard, conversations.heardAt(mark).orElse(null));
    }
}
