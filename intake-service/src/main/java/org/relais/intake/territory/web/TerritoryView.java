package org.relais.intake.territory.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Contact;
import org.relais.intake.territory.Territory;

/** A territory, in the caller's language. */
@Schema(name = "Territory")
record TerritoryView(
        @Schema(example = "montrelais") String jurisdictionId,
        long version,
        String name,
        Centre centre,

        @Schema(description = "Languages one can be answered in.", example = "[\"fr\", \"en\"]")
        List<String> languages,

        @Schema(example = "Europe/Paris") String timeZone,
        Office contact) {

    @Schema(name = "Centre")
    record Centre(double latitude, double longitude) {}

    @Schema(name = "Office")
    record Office(
            String name,
            @Nullable String address,
            @Nullable String email,
            @Nullable String phone) {}

    static TerritoryView of(Territory territory, String language) {
        Contact contact = territory.contact();
        return new TerritoryView(
                territory.jurisdictionId(),
                territory.version(),
                territory.name().in(language),
                new Centre(territory.latitude(), territory.longitude()),
                territory.languages(),
                territory.timeZone(),
                new Office(territory.contactName().in(language), contact.address(), contact.email(), contact.phone()));
    }
}
