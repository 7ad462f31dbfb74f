package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.intake.pages.Address;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.Gazetteer;
import org.relais.intake.pages.PageSettings;
import org.relais.intake.pages.Step;
import org.relais.intake.territory.Question;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Takes what a step's form says into the draft. */
@Component
public class StepForms {

    static final String FOUND = "found";
    static final String AS_TYPED = "-";

    /** Said where the person means the place though it lies beyond the border. */
    public static final String BEYOND_BORDER = "beyond";

    /** Other words by which a service is looked for; they are kept nowhere. */
    static final String WORDS = "q";

    private static final int MOST_FOUND = 8;

    private static final String REMOVE = "remove";
    private static final String ADD = "add";
    private static final String SKIP = "skip";

    private final Gazetteer gazetteer;
    private final PagePhotos photos;
    private final PageSettings settings;

    StepForms(Gazetteer gazetteer, PagePhotos photos, PageSettings settings) {
        this.gazetteer = gazetteer;
        this.photos = photos;
        this.settings = settings;
    }

    /**
     * @param stays whether the page is shown again without anything being wrong: the person asked to search, or must choose
     * @param emergency code of the service, if it is one that isn't filed
     */
    public record Taken(
            Draft draft,
            boolean stays,
            List<FormProblem> problems,
            @Nullable String emergency) {

        static Taken well(Draft draft) {
            return new Taken(draft, false, List.of(), null);
        }

        static Taken staying(Draft draft) {
            return new Taken(draft, true, List.of(), null);
        }

        static Taken wrong(Draft draft, String field, String key) {
            return new Taken(draft, false, List.of(FormProblem.of(field, key)), null);
        }
    }

    Taken take(
            Step step,
            Draft draft,
            MultiValueMap<String, String> form,
            Territory territory,
            HttpServletRequest request) {
        return switch (step) {
            case WHAT -> what(draft, form);
            case SERVICE -> service(draft, form, territory);
            case PLACE -> place(draft, form, territory);
            case DETAILS -> details(draft, form, territory);
            case PHOTO -> photo(draft, form, request);
            case CONTACT -> contact(draft, form);
            case LOOK_ALIKES, CHECK -> Taken.well(draft);
        };
    }

    private static Taken what(Draft draft, MultiValueMap<String, String> form) {
        Draft typed = draft.with(Draft.DESCRIPTION, text(form, Draft.DESCRIPTION));
        boolean later = form.containsKey(Draft.LATER) && typed.textOrNull(Draft.DESCRIPTION) == null;
        return Taken.well(typed.with(Draft.LATER, later ? "yes" : ""));
    }

    private static Taken service(Draft draft, MultiValueMap<String, String> form, Territory territory) {
        String code = text(form, Draft.SERVICE);
        if (code.isEmpty() && form.containsKey(WORDS)) {
            return Taken.staying(draft);
        }
        Optional<ServiceDefinition> chosen = territory.service(code);
        return chosen.isPresent() && chosen.get().emergency()
                ? new Taken(draft, true, List.of(), code)
                : Taken.well(code.isEmpty() ? draft : draft.withService(code));
    }

    /** Where it is: an address that is known, one of those found, a point on the map, or the words as they are. */
    public Taken place(Draft draft, MultiValueMap<String, String> form, Territory territory) {
        String typed = text(form, Draft.ADDRESS).strip();
        String found = text(form, FOUND);
        if (!found.isEmpty() && !found.equals(AS_TYPED)) {
            Optional<Address> address = gazetteer.named(found, territory.extent());
            if (address.isPresent()) {
                return Taken.well(at(draft, address.get()));
            }
        }
        String latitude = text(form, Draft.LATITUDE);
        String longitude = text(form, Draft.LONGITUDE);
        Draft written =
                draft.with(Draft.ADDRESS, typed).with(Draft.LATITUDE, latitude).with(Draft.LONGITUDE, longitude);
        if (form.containsKey("search")) {
            return Taken.staying(written);
        }
        boolean unchanged = typed.equals(draft.text(Draft.ADDRESS).strip());
        boolean pointed = !latitude.isEmpty() && !longitude.isEmpty();
        boolean moved = !latitude.equals(draft.text(Draft.LATITUDE)) || !longitude.equals(draft.text(Draft.LONGITUDE));
        if (typed.isEmpty() || (pointed && (unchanged || moved))) {
            return Taken.well(written);
        }
        Draft textOnly = written.with(Draft.LATITUDE, "").with(Draft.LONGITUDE, "");
        if (found.equals(AS_TYPED)) {
            return Taken.well(textOnly);
        }
        Optional<Address> exact = gazetteer.named(typed, territory.extent());
        if (exact.isPresent()) {
            return Taken.well(at(draft, exact.get()));
        }
        List<Address> candidates = candidates(typed, territory);
        return candidates.isEmpty() || unchanged && draft.answered().contains(Step.PLACE)
                ? Taken.well(textOnly)
                : Taken.staying(textOnly);
    }

    /** Addresses that may be meant. */
    public List<Address> candidates(String typed, Territory territory) {
        return gazetteer.search(typed, territory.extent(), MOST_FOUND);
    }

    private static Draft at(Draft draft, Address address) {
        return draft.with(Draft.ADDRESS, address.label())
                .with(Draft.LATITUDE, String.format(Locale.ROOT, "%.6f", address.latitude()))
                .with(Draft.LONGITUDE, String.format(Locale.ROOT, "%.6f", address.longitude()));
    }

    private static Taken details(Draft draft, MultiValueMap<String, String> form, Territory territory) {
        Draft typed = draft;
        if (draft.describesLater()) {
            typed = typed.with(Draft.DESCRIPTION, text(form, Draft.DESCRIPTION));
        }
        List<Question> questions = territory
                .service(draft.text(Draft.SERVICE))
                .map(ServiceDefinition::questions)
                .orElse(List.of());
        for (Question question : questions) {
            String name = Draft.ANSWER + question.code();
            typed = typed.with(name, form.getOrDefault(name, List.of()));
        }
        return Taken.well(typed);
    }

    private Taken photo(Draft draft, MultiValueMap<String, String> form, HttpServletRequest request) {
        List<String> before = draft.values(Draft.PHOTO);
        String removed = text(form, REMOVE);
        if (before.contains(removed)) {
            photos.discard(removed);
            List<String> others = new ArrayList<>(before);
            others.remove(removed);
            return Taken.staying(draft.with(Draft.PHOTO, others));
        }
        if (form.containsKey(SKIP)) {
            return Taken.well(draft);
        }
        PagePhotos.Taken taken = photos.take(before, Draft.PHOTO, request);
        return new Taken(draft.with(Draft.PHOTO, taken.ids()), form.containsKey(ADD), taken.problems(), null);
    }

    /** Drops what a draft that is begun anew had brought. */
    void forget(Draft draft) {
        draft.values(Draft.PHOTO).forEach(photos::discard);
    }

    private Taken contact(Draft draft, MultiValueMap<String, String> form) {
        Draft typed = draft;
        for (String field : List.of(Draft.REPLY, Draft.NAME, Draft.EMAIL, Draft.PHONE)) {
            typed = typed.with(field, text(form, field));
        }
        if (typed.text(Draft.REPLY).isEmpty()) {
            return Taken.wrong(typed, Draft.REPLY, "wrong.reply.required");
        }
        return typed.isAnonymous() || settings.canTell(typed.text(Draft.EMAIL), typed.text(Draft.PHONE))
                ? Taken.well(typed)
                : Taken.wrong(typed, Draft.EMAIL, Unheard.messageKey(settings));
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
