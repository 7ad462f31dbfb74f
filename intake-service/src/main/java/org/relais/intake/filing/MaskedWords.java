package org.relais.intake.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Filing.Words;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.relais.intake.vault.ContactDetails;
import org.relais.platform.masking.ContactDetailMask;
import org.relais.platform.masking.KnownPerson;
import org.relais.platform.masking.Piece;

/** What a person wrote, as it may leave this service. */
public final class MaskedWords {

    private final ContactDetailMask mask;

    public MaskedWords(ContactDetailMask mask) {
        this.mask = mask;
    }

    Words of(Words words, ContactDetails contact, @Nullable ServiceDefinition service, Territory territory) {
        return new Words(
                text(words.description(), contact, territory),
                place(words.place(), contact, territory),
                service == null ? List.of() : answers(words.answers(), contact, service, territory));
    }

    /** A free text of a person. */
    public String text(String text, ContactDetails contact, Territory territory) {
        return mask.inText(KeyLinks.withoutKeys(text), known(contact), territory.phoneRegion(), contact.language());
    }

    /** The same for a text that somebody has looked at: what only looks like a name stays. */
    public String certain(String text, ContactDetails contact, Territory territory) {
        return mask.certainInText(
                KeyLinks.withoutKeys(text), known(contact), territory.phoneRegion(), contact.language());
    }

    /** The text in its pieces, those that {@link #text} masks apart from those between them. */
    public List<Piece> pieces(String text, ContactDetails contact, Territory territory) {
        return mask.piecesOf(KeyLinks.withoutKeys(text), known(contact), territory.phoneRegion());
    }

    public List<Answer> answers(
            List<Answer> answers, ContactDetails contact, ServiceDefinition service, Territory territory) {
        return answers.stream()
                .map(answer -> isFree(answer, service) ? masked(answer, contact, territory) : answer)
                .toList();
    }

    public String address(String address, ContactDetails contact, Territory territory) {
        return mask.inAddress(address, known(contact), territory.phoneRegion(), contact.language());
    }

    private Answer masked(Answer answer, ContactDetails contact, Territory territory) {
        return new Answer(
                answer.code(),
                answer.values().stream()
                        .map(value -> text(value, contact, territory))
                        .toList());
    }

    private @Nullable Place place(@Nullable Place place, ContactDetails contact, Territory territory) {
        if (place == null || place.address() == null) {
            return place;
        }
        return new Place(place.latitude(), place.longitude(), address(place.address(), contact, territory));
    }

    /** Option codes and times can hold nothing of a person; a number could be one's phone. */
    private static boolean isFree(Answer answer, ServiceDefinition service) {
        return service.question(answer.code())
                .map(question -> switch (question.type()) {
                    case STRING, TEXT, NUMBER -> true;
                    case DATETIME, SINGLEVALUELIST, MULTIVALUELIST -> false;
                })
                .orElse(true);
    }

    private static KnownPerson known(ContactDetails contact) {
        return new KnownPerson(contact.name(), contact.email(), contact.phone());
    }
}
