package org.relais.intake.pages.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.intake.browsing.Browse;
import org.relais.intake.filing.PlaceNotices;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.pages.Address;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.DraftSubmissions;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.PageSettings;
import org.relais.intake.pages.Step;
import org.relais.intake.pages.Suggestions;
import org.relais.intake.territory.Elsewhere;
import org.relais.intake.territory.Question;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the steps' templates show. */
@Component
public class StepPages {

    private final Suggestions suggestions;
    private final StepForms forms;
    private final Browse browse;
    private final PagePhotos photos;
    private final PlaceNotices placeNotices;
    private final PageSettings settings;

    StepPages(
            Suggestions suggestions,
            StepForms forms,
            Browse browse,
            PagePhotos photos,
            PlaceNotices placeNotices,
            PageSettings settings) {
        this.suggestions = suggestions;
        this.forms = forms;
        this.browse = browse;
        this.photos = photos;
        this.placeNotices = placeNotices;
        this.settings = settings;
    }

    /**
     * Who answers at a place beyond the border, as the place's page shows it.
     *
     * @param there address here under which requests can be filed there; null where they can't
     */
    public record Beyond(
            String notice,
            @Nullable String name,
            @Nullable String page,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String there) {}

    /** A service to choose, with the words of the page's language. */
    public record Choice(
            String code,
            String name,
            String description,
            boolean emergency,
            @Nullable String emergencyNumber,
            boolean placeNeeded) {

        static Choice of(ServiceDefinition service, String language) {
            return new Choice(
                    service.code(),
                    service.name().in(language),
                    service.description().in(language),
                    service.emergency(),
                    service.emergencyNumber(),
                    service.place() != ServiceDefinition.PlaceDemand.NOT_NEEDED);
        }
    }

    record Group(String name, List<Choice> services, boolean open) {}

    public record Option(String code, String label) {}

    /** A question as a form shows it. */
    public record Asked(
            String code,
            String name,
            String id,
            String kind,
            String label,
            boolean required,
            List<Option> options,
            List<String> values,
            List<String> shown) {

        public String value() {
            return values.isEmpty() ? "" : values.getFirst();
        }
    }

    String show(
            Step step,
            Draft draft,
            FormErrors errors,
            @Nullable String query,
            Territory territory,
            Locale locale,
            Model model) {
        String language = locale.getLanguage();
        ServiceDefinition service = territory.service(draft.text(Draft.SERVICE)).orElse(null);
        List<Step> steps = Step.of(draft, service);
        model.addAttribute("draft", draft);
        model.addAttribute("errors", errors);
        model.addAttribute("number", Step.numberOf(step, steps));
        model.addAttribute("of", Step.counted(steps).size());
        model.addAttribute("back", back(step, steps));
        model.addAttribute("service", service == null ? null : Choice.of(service, language));
        switch (step) {
            case WHAT -> model.addAttribute("begun", !draft.isEmpty());
            case SERVICE -> chooseService(draft, query, territory, language, model);
            case PLACE -> {
                choosePlace(draft, service, territory, model);
                model.addAttribute("beyond", beyond(draft, territory, language).orElse(null));
            }
            case LOOK_ALIKES -> lookAlikes(draft, language, model);
            case DETAILS -> model.addAttribute("questions", questions(draft, service, language));
            case CONTACT -> model.addAttribute("anonymous", draft.isAnonymous());
            case PHOTO -> model.addAttribute("photos", photos.still(draft.values(Draft.PHOTO)));
            case CHECK -> {
                model.addAttribute("questions", questions(draft, service, language));
                model.addAttribute("photos", photos.still(draft.values(Draft.PHOTO)));
            }
        }
        return "filing/" + step.name().toLowerCase(Locale.ROOT);
    }

    /** What services the words may mean; as the page shows them, and as it asks for them while the person types. */
    void suggest(String words, Territory territory, String language, Model model) {
        model.addAttribute(
                "suggested",
                suggestions.of(words, territory).stream()
                        .map(service -> Choice.of(service, language))
                        .toList());
    }

    private void chooseService(Draft draft, @Nullable String query, Territory territory, String language, Model model) {
        String words = query == null || query.isBlank() ? draft.text(Draft.DESCRIPTION) : query;
        suggest(words, territory, language, model);
        model.addAttribute("query", query);
        model.addAttribute("words", words);
        model.addAttribute("chosen", draft.text(Draft.SERVICE));
        model.addAttribute("groups", groups(draft.text(Draft.SERVICE), territory, language));
    }

    /** A service's questions. */
    record Questionnaire(String service, String name, List<Asked> questions) {}

    /** Every service's questions, for the page that must do without us. */
    List<Questionnaire> allQuestions(Territory territory, String language) {
        return territory.services().values().stream()
                .filter(service -> !service.questions().isEmpty())
                .map(service -> new Questionnaire(
                        service.code(), service.name().in(language), questions(Draft.EMPTY, service, language)))
                .toList();
    }

    List<Group> groups(String chosen, Territory territory, String language) {
        Map<String, List<Choice>> byGroup = new LinkedHashMap<>();
        for (ServiceDefinition service : territory.services().values()) {
            byGroup.computeIfAbsent(service.group().in(language), first -> new ArrayList<>())
                    .add(Choice.of(service, language));
        }
        return byGroup.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        group.getValue().stream()
                                .sorted(Comparator.comparing(Choice::name))
                                .toList(),
                        group.getValue().stream()
                                .anyMatch(choice -> choice.code().equals(chosen))))
                .toList();
    }

    /** Empty where the territory has the place, as far as can be told. */
    public Optional<Beyond> beyond(Draft draft, Territory territory, String language) {
        return placeNotices
                .elsewhere(territory, draft.textOrNull(Draft.SERVICE), DraftSubmissions.place(draft))
                .map(elsewhere -> new Beyond(
                        PlaceNotices.worded(elsewhere, territory, language),
                        elsewhere.isKnown() ? elsewhere.name().in(language) : null,
                        elsewhere.page(),
                        elsewhere.phone(),
                        elsewhere.email(),
                        there(elsewhere)));
    }

    /** Pages that are one territory's own lead to no other. */
    private @Nullable String there(Elsewhere elsewhere) {
        String own = settings.jurisdictionId();
        String other = elsewhere.jurisdictionId();
        return other == null || own != null && !own.isBlank() ? null : "/?territory=" + other;
    }

    private void choosePlace(Draft draft, @Nullable ServiceDefinition service, Territory territory, Model model) {
        List<Address> found = forms.candidates(draft.text(Draft.ADDRESS), territory);
        boolean located = !draft.text(Draft.LATITUDE).isEmpty();
        model.addAttribute("found", located ? List.of() : found);
        model.addAttribute("nothing", !located && found.isEmpty() && draft.textOrNull(Draft.ADDRESS) != null);
        model.addAttribute("optional", service != null && service.place() == ServiceDefinition.PlaceDemand.NOT_NEEDED);
        model.addAttribute("centre", territory.latitude() + "," + territory.longitude());
        model.addAttribute("styles", List.of("/assets/vendor/leaflet-1.9.4/leaflet.css"));
        model.addAttribute("scripts", List.of("/assets/vendor/leaflet-1.9.4/leaflet.js", "/assets/map.js"));
    }

    private void lookAlikes(Draft draft, String language, Model model) {
        List<TrackingCode> codes = draft.values(Draft.ALIKE).stream()
                .map(TrackingCode::parse)
                .flatMap(Optional::stream)
                .toList();
        model.addAttribute("requests", browse.views(codes, language));
    }

    /** Services to choose among, by name. */
    public List<Choice> choices(Collection<ServiceDefinition> services, String language) {
        return services.stream()
                .map(service -> Choice.of(service, language))
                .sorted(Comparator.comparing(Choice::name))
                .toList();
    }

    /** A service's questions with what was answered so far. */
    public List<Asked> questions(Draft draft, @Nullable ServiceDefinition service, String language) {
        return service == null
                ? List.of()
                : service.questions().stream()
                        .map(question -> asked(question, draft, language))
                        .toList();
    }

    private static Asked asked(Question question, Draft draft, String language) {
        String name = Draft.ANSWER + question.code();
        List<Option> options = question.options().stream()
                .map(option -> new Option(option.code(), option.label().in(language)))
                .toList();
        List<String> values = draft.values(name);
        List<String> shown = values.stream()
                .map(value -> options.stream()
                        .filter(option -> option.code().equals(value))
                        .map(Option::label)
                        .findFirst()
                        .orElse(value))
                .toList();
        return new Asked(
                question.code(),
                name,
                PageProblems.ANSWER_ID + question.code(),
                question.type().word(),
                question.label().in(language),
                question.required(),
                options,
                values,
                shown);
    }

    private static String back(Step step, List<Step> steps) {
        int index = steps.indexOf(step);
        return index <= 0 ? "/" : "/demande/" + steps.get(index - 1).path();
    }
}
