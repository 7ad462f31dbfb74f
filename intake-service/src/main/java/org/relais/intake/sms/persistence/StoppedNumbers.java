package org.relais.intake.sms.persistence;

import org.relais.intake.filing.Derivations;
import org.relais.intake.sms.TakeInText;
import org.relais.intake.sms.TextConversations;
import org.relais.intake.vault.TextStops;
import org.springframework.stereotype.Component;

/** What people asked by text holds, whether or not texts are read at the moment. */
@Component
class StoppedNumbers implements TextStops {

    private final TextConversations conversations;
    private final Derivations derivations;

    StoppedNumbers(TextConversations conversations, Derivations derivations) {
        this.conversations = conversations;
        this.derivations = derivations;
    }

    @Override
    public boolean saidStop(String number) {
        return conversations
                .find(TakeInText.markOf(number, derivations))
                .filter(TextConversations.Conversation::stopped)
                .isPresent();
    }
}
