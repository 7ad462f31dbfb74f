package org.relais.intake.sms.persistence;

import org.relais.intake.dialogue.Conversations;
import org.relais.intake.dialogue.Dialogue;
import org.relais.intake.filing.Derivations;
import org.relais.intake.vault.TextStops;
import org.springframework.stereotype.Component;

/** What people asked by text or by a messenger that knows their number holds, whether or not texts are read at the moment. */
@Component
class StoppedNumbers implements TextStops {

    private final Conversations conversations;
    private final Derivations derivations;

    StoppedNumbers(Conversations conversations, Derivations derivations) {
        this.conversations = conversations;
        this.derivations = derivations;
    }

    @Override
    public boolean saidStop(String number) {
        return conversations
                .find(Dialogue.markOfNumber(number, derivations))
                .filter(Conversations.Conversation::stopped)
                .isPresent();
    }
}
