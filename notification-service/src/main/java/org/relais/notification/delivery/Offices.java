package org.relais.notification.delivery;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.ContactBook.Reply;
import org.relais.notification.planning.Happening.Attention;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.territory.Territories;
import org.relais.notification.territory.Territory;
import org.springframework.stereotype.Component;

/**
 * Where the town's own offices are reached: at the address that the territory in force gives them, read anew each time. What a
 * department doesn't say of itself, the town says.
 */
@Component
class Offices {

    private final Territories territories;

    Offices(Territories territories) {
        this.territories = territories;
    }

    /** By mail, in a thread of its own; unavailable while no version of the territory was read. */
    Reply contactOf(Delivery delivery) {
        return territories
                .find(delivery.jurisdictionId())
                .<Reply>map(territory -> known(mailbox(territory, delivery.details())))
                .orElseGet(Reply.Unavailable::new);
    }

    private static @Nullable String mailbox(Territory territory, Map<Detail, String> details) {
        Optional<String> lead = Attention.LEAD.name().equals(details.get(Detail.ESCALATED_TO))
                ? Optional.ofNullable(details.get(Detail.DEPARTMENT))
                        .flatMap(territory::department)
                        .map(Territory.Department::contact)
                        .map(Territory.Contact::email)
                        .filter(email -> !email.isBlank())
                : Optional.empty();
        return lead.orElse(territory.contact().email());
    }

    private static Reply known(@Nullable String email) {
        return Reply.Known.byMail(email);
    }
}
