package org.relais.intake.pages.counter;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.intake.browsing.Browse;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.pages.Address;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.ServiceNames;
import org.relais.intake.pages.Suggestions;
import org.relais.intake.pages.web.DraftLookAlikes;
import org.relais.intake.pages.web.StepForms;
import org.relais.intake.pages.web.StepPages;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.security.Caller;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the counter's form shows. */
@Component
class CounterPages {

    private final StepPages steps;
    private final StepForms forms;
    private final DraftLookAlikes besides;
    private final Browse browse;
    private final Suggestions suggestions;
    private final Identifiers identifiers;

    CounterPages(
            StepPages steps,
            StepForms forms,
            DraftLookAlikes besides,
            Browse browse,
            Suggestions suggestions,
            Identifiers identifiers) {
        this.steps = steps;
        this.forms = forms;
        this.besides = besides;
        this.browse = browse;
        this.suggestions = suggestions;
        this.identifiers = identifiers;
    }

    /**
     * What the agent is to look at before the request is filed.
     *
     * @param addresses whether one of several addresses is meant
     * @param questions whether the service asks something that hasn't been shown
     * @param emergency the number to call where the service is an emergency, which the agent hasn't been told yet
     * @param beyond who answers at a place beyond the border, which the agent hasn't been told yet
     * @param alike codes of requests that may be the same, where any hasn't been shown
     */
    record Attention(
            boolean addresses,
            boolean questions,
            @Nullable String emergency,
            @Nullable String beyond,
            List<String> alike) {

        static final Attention NONE = new Attention(false, false, null, null, List.of());

        public boolean isNone() {
            return equals(NONE);
        }
    }

    record Shown(
            CounterForm form,
            Draft draft,
            @Nullable ServiceDefinition service,
            Attention attention,
            FormErrors errors,
            Caller agent) {

        Shown with(FormErrors others) {
            return new Shown(form, draft, service, attention, others, agent);
        }

        Shown anew() {
            return new Shown(form.anew(), draft, service, attention, errors, agent);
        }
    }

    Attention attention(
            CounterForm form,
            Draft draft,
            @Nullable ServiceDefinition service,
            boolean addresses,
            Territory territory,
            Locale locale,
            Instant now) {
        if (service == null) {
            return addresses ? new Attention(true, false, null, null, List.of()) : Attention.NONE;
        }
        boolean asks = !service.questions().isEmpty() && !form.text("asked").equals(service.code());
        boolean untold = service.emergency() && !form.text("told").equals(service.code());
        List<String> alike = besides.found(draft, territory, now);
        boolean seen = new HashSet<>(form.values("seen")).containsAll(alike);
        boolean toldOfBorder = form.text(StepForms.BEYOND_BORDER).equals(where(draft));
        String beyond = toldOfBorder
                ? null
                : steps.beyond(draft, territory, locale.getLanguage())
                        .map(StepPages.Beyond::notice)
                        .orElse(null);
        return new Attention(
                addresses, asks, untold ? service.emergencyNumber() : null, beyond, seen ? List.of() : alike);
    }

    String show(Shown shown, Territory territory, Locale locale, Model model) {
        String language = locale.getLanguage();
        CounterForm form = shown.form();
        Draft draft = shown.draft();
        ServiceDefinition service = shown.service();
        model.addAttribute("errors", shown.errors());
        model.addAttribute("attention", shown.attention());
        model.addAttribute("draft", draft);
        model.addAttribute("channel", form.channel().word());
        model.addAttribute("preference", form.text(CounterForm.PREFERENCE));
        model.addAttribute("personLanguage", form.text("language").isEmpty() ? language : form.text("language"));
        model.addAttribute(
                "languages",
                territory.languages().stream()
                        .map(code -> new StepPages.Option(code, Locale.of(code).getDisplayLanguage(Locale.of(code))))
                        .toList());
        String typed = form.text(Draft.SERVICE);
        model.addAttribute("typed", service == null ? typed : service.name().in(language));
        model.addAttribute("services", steps.choices(territory.services().values(), language));
        model.addAttribute(
                "candidates",
                service != null || typed.isBlank()
                        ? List.of()
                        : steps.choices(
                                ServiceNames.candidates(
                                        typed + " " + form.text(Draft.DESCRIPTION), territory, suggestions),
                                language));
        List<Address> found =
                shown.attention().addresses() ? forms.candidates(draft.text(Draft.ADDRESS), territory) : List.of();
        model.addAttribute("found", found);
        model.addAttribute("nothing", false);
        model.addAttribute(
                "requests",
                browse.views(
                        shown.attention().alike().stream()
                                .map(TrackingCode::parse)
                                .flatMap(Optional::stream)
                                .toList(),
                        language));
        model.addAttribute("seen", shown.attention().alike().isEmpty() ? form.values("seen") : List.of());
        model.addAttribute(
                "beyond", shown.attention().beyond() == null ? form.text(StepForms.BEYOND_BORDER) : where(draft));
        model.addAttribute("told", shown.attention().emergency() == null ? form.text("told") : code(service));
        model.addAttribute("once", form.once() == null ? identifiers.next().toString() : form.once());
        questions(draft, service, locale, model);
        return "counter/form";
    }

    String questions(Draft draft, @Nullable ServiceDefinition service, Locale locale, Model model) {
        model.addAttribute("questions", steps.questions(draft, service, locale.getLanguage()));
        model.addAttribute("asked", code(service));
        return "counter/form :: questions";
    }

    private static String where(Draft draft) {
        return draft.text(Draft.LATITUDE) + " " + draft.text(Draft.LONGITUDE);
    }

    private static String code(@Nullable ServiceDefinition service) {
        return service == null ? "" : service.code();
    }
}
