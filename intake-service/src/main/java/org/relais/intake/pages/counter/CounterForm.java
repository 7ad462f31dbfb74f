package org.relais.intake.pages.counter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Requester;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.ServiceNames;
import org.relais.intake.territory.Question;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.relais.intake.vault.ReplyHandle;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** What an agent typed, exactly so, and what they have been shown about it already. Nothing of it is kept between two sendings. */
record CounterForm(MultiValueMap<String, String> fields) {

    static final String CHANNEL = "channel";
    static final String PREFERENCE = "preference";

    private static final int LONGEST_ONCE = 64;
    private static final String ONCE = "once";

    /** What the page puts beside what is typed. */
    private static final Set<String> BESIDE = Set.of(ONCE, "_csrf", "seen", "told", "asked");

    /** How the person reached the town. */
    enum Channel {
        PHONE,
        COUNTER;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Channel of(@Nullable String word) {
            return COUNTER.word().equals(word) ? COUNTER : PHONE;
        }
    }

    /** How they want to be answered. */
    enum Preference {
        EMAIL,
        SMS,
        CALL,
        /** They follow with their code. */
        NONE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    String text(String name) {
        String value = fields.getFirst(name);
        return value == null ? "" : value;
    }

    List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }

    Channel channel() {
        return Channel.of(text(CHANNEL));
    }

    /** As it was chosen; else the first way that the person can be reached by. */
    Preference preference() {
        for (Preference preference : Preference.values()) {
            if (preference.word().equals(text(PREFERENCE))) {
                return preference;
            }
        }
        return !text(Draft.EMAIL).isBlank()
                ? Preference.EMAIL
                : text(Draft.PHONE).isBlank() ? Preference.NONE : Preference.CALL;
    }

    /** The service chosen from what was found, else the one that the words mean without a doubt. */
    Optional<ServiceDefinition> service(Territory territory) {
        return territory.service(text("chosen")).or(() -> ServiceNames.meant(text(Draft.SERVICE), territory));
    }

    /** The place as it was found last, for the search to know what changed. */
    Draft placeBefore() {
        return Draft.EMPTY
                .with(Draft.ADDRESS, text("located"))
                .with(Draft.LATITUDE, text(Draft.LATITUDE))
                .with(Draft.LONGITUDE, text(Draft.LONGITUDE));
    }

    /** The whole request, with the place that was found. */
    Draft draft(Draft placed, @Nullable ServiceDefinition service) {
        Draft draft = placed.with(Draft.DESCRIPTION, text(Draft.DESCRIPTION))
                .with(Draft.NAME, text(Draft.NAME))
                .with(Draft.EMAIL, text(Draft.EMAIL))
                .with(Draft.PHONE, text(Draft.PHONE));
        if (service == null) {
            return draft;
        }
        draft = draft.with(Draft.SERVICE, service.code());
        for (Question question : service.questions()) {
            String name = Draft.ANSWER + question.code();
            draft = draft.with(name, values(name));
        }
        return draft;
    }

    /** @param phone the number in international form, where it is one */
    Requester requester(String language, @Nullable String phone) {
        String email = text(Draft.EMAIL).strip();
        ReplyHandle handle = switch (preference()) {
            case EMAIL -> email.isEmpty() ? null : new ReplyHandle("email", email, null);
            case SMS -> phone == null ? null : new ReplyHandle("sms", phone, null);
            case CALL -> phone == null ? null : new ReplyHandle("phone", phone, null);
            case NONE -> new ReplyHandle("none", "", null);
        };
        return new Requester(text(Draft.NAME), email, text(Draft.PHONE), language, handle);
    }

    /** The same for the same form sent again, another where something was mended meanwhile. */
    String typed() {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !BESIDE.contains(field.getKey()))
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"));
    }

    /** The same as a form that was not sent yet. */
    CounterForm anew() {
        MultiValueMap<String, String> kept = new LinkedMultiValueMap<>(fields);
        kept.remove(ONCE);
        return new CounterForm(kept);
    }

    /** Tells one request from the next, however often it is sent. */
    @Nullable
    String once() {
        String once = text(ONCE);
        return once.isBlank() || once.length() > LONGEST_ONCE ? null : once;
    }

    @Override
    public String toString() {
        return "CounterForm[]";
    }
}
