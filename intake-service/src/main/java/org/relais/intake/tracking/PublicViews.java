package org.relais.intake.tracking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;
import org.relais.intake.territory.Contact;
import org.relais.intake.territory.Labels;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;

/** Words what is known of a request for the public. */
public final class PublicViews {

    private final Territories territories;

    public PublicViews(Territories territories) {
        this.territories = territories;
    }

    /** The language in which this service words its answers to this caller. */
    public static String language(@Nullable String acceptLanguage) {
        return Languages.choose(acceptLanguage, Languages.OWN);
    }

    /** Changes whenever the view does. */
    public String tag(TrackedRequest request, String language) {
        long version = territories
                .find(request.jurisdictionId())
                .map(Territory::version)
                .orElse(0L);
        return "\"" + request.revision() + "-" + version + "-" + Integer.toHexString(request.hashCode()) + "-"
                + language + "\"";
    }

    /** What anyone sees; of a private or hidden request where it stands, and nothing that anybody wrote. */
    public PublicView view(TrackedRequest request, List<TimelineEntry> timeline, String language) {
        Territory territory = territories.find(request.jurisdictionId()).orElse(null);
        return view(request, timeline, language, territory, Disclosure.of(request, territory));
    }

    /** What the one who filed sees. */
    public PublicView ownView(TrackedRequest request, List<TimelineEntry> timeline, String language) {
        Territory territory = territories.find(request.jurisdictionId()).orElse(null);
        return view(request, timeline, language, territory, request.masked() ? Disclosure.MASKED : Disclosure.FULL);
    }

    /** Whether a request may stand in a list that anyone reads. */
    public boolean isPublic(TrackedRequest request) {
        Territory territory = territories.find(request.jurisdictionId()).orElse(null);
        return Disclosure.of(request, territory) != Disclosure.WITHHELD;
    }

    private static PublicView view(
            TrackedRequest request,
            List<TimelineEntry> timeline,
            String language,
            @Nullable Territory territory,
            Disclosure disclosure) {
        boolean withheld = disclosure == Disclosure.WITHHELD;
        TimelineTexts texts = TimelineTexts.in(language, territory);
        return new PublicView(
                request.requestId().toString(),
                request.trackingCode().toString(),
                request.jurisdictionId(),
                request.status(),
                service(request.serviceCode(), territory, language),
                withheld ? "" : request.description(),
                withheld ? null : location(request.place()),
                withheld
                        ? List.of()
                        : request.attachments().stream()
                                .map(PublicView.Picture::of)
                                .toList(),
                request.submittedAt(),
                request.updatedAt(),
                department(request, territory, language),
                withheld || !request.parts().isEmpty() ? null : why(request, territory, language),
                request.expectedAt(),
                decideBy(request, timeline),
                outcome(request, texts, withheld),
                request.caseVersion(),
                withheld ? null : question(request),
                parts(request, territory, language, texts, withheld),
                request.supporters(),
                disclosure.word(),
                steps(request, timeline, texts, withheld));
    }

    /** What a request is about, in words: of one that names no service, that it does. */
    public static String serviceName(String code, @Nullable Territory territory, String language) {
        if (code.equals(Territory.NO_SERVICE)) {
            return TimelineTexts.in(language, territory).withoutService();
        }
        return territory == null
                ? code
                : territory
                        .service(code)
                        .map(service -> service.name().in(language))
                        .orElse(code);
    }

    private static PublicView.ServiceName service(String code, @Nullable Territory territory, String language) {
        return new PublicView.ServiceName(code, serviceName(code, territory, language));
    }

    private static PublicView.@Nullable Location location(@Nullable Place place) {
        return place == null ? null : new PublicView.Location(place.latitude(), place.longitude(), place.address());
    }

    private static PublicView.@Nullable ResponsibleDepartment department(
            TrackedRequest request, @Nullable Territory territory, String language) {
        String code = request.department();
        if (code == null
                || code.isEmpty()
                || !Status.hasDepartment(request.status())
                || !request.parts().isEmpty()) {
            return null;
        }
        return department(code, territory, language);
    }

    private static PublicView.ResponsibleDepartment department(
            String code, @Nullable Territory territory, String language) {
        var known = territory == null ? null : territory.department(code).orElse(null);
        if (known == null) {
            return new PublicView.ResponsibleDepartment(code, code, new PublicView.DepartmentContact(null, null, null));
        }
        Contact contact = known.contact();
        return new PublicView.ResponsibleDepartment(
                code,
                known.name().in(language),
                new PublicView.DepartmentContact(contact.address(), contact.email(), contact.phone()));
    }

    /** Of a request that was withdrawn nobody has a part any more. */
    private static List<PublicView.PartView> parts(
            TrackedRequest request,
            @Nullable Territory territory,
            String language,
            TimelineTexts texts,
            boolean withheld) {
        return request.status().equals(Status.WITHDRAWN)
                ? List.of()
                : request.parts().stream()
                        .map(part -> part(part, territory, language, texts, withheld))
                        .toList();
    }

    private static PublicView.PartView part(
            Part part, @Nullable Territory territory, String language, TimelineTexts texts, boolean withheld) {
        String outcome = part.outcome();
        return new PublicView.PartView(
                part.caseId().toString(),
                withheld ? "" : part.work(),
                part.department().isEmpty() ? null : department(part.department(), territory, language),
                part.status(),
                part.expectedAt(),
                outcome == null
                        ? null
                        : new PublicView.OutcomeView(
                                outcome, texts.outcome(outcome), withheld ? null : part.message()));
    }

    /** Why somebody has it, or why it waits for somebody; where it has ended with nobody, it waits no more. */
    private static PublicView.@Nullable Why why(
            TrackedRequest request, @Nullable Territory territory, String language) {
        Reason reason = request.reason();
        boolean isNobodys = request.department() == null || request.department().isEmpty();
        boolean waitedInVain = isNobodys && !request.status().equals(Status.AWAITING_TRIAGE);
        return reason == null || waitedInVain
                ? null
                : new PublicView.Why(
                        new Labels(reason.text()).in(language),
                        reason.ruleId(),
                        reason.territoryVersion(),
                        reason.code(),
                        reason.facts(),
                        reason.runnersUp().stream()
                                .map(runnerUp -> runnerUp(runnerUp, territory, language))
                                .toList(),
                        reason.confidence());
    }

    private static PublicView.RunnerUp runnerUp(
            Reason.RunnerUp runnerUp, @Nullable Territory territory, String language) {
        String code = runnerUp.department();
        return new PublicView.RunnerUp(
                runnerUp.ruleId(), code, department(code, territory, language).name());
    }

    /** As it was said when the request came to wait, the last time. */
    private static @Nullable Instant decideBy(TrackedRequest request, List<TimelineEntry> timeline) {
        return !request.status().equals(Status.AWAITING_TRIAGE)
                ? null
                : timeline.reversed().stream()
                        .filter(TimelineEntry::tellsThatTheWholeWaits)
                        .findFirst()
                        .flatMap(entry -> Optional.ofNullable(entry.detail().get(TimelineEntry.DATE)))
                        .map(Instant::parse)
                        .orElse(null);
    }

    private static PublicView.@Nullable OutcomeView outcome(
            TrackedRequest request, TimelineTexts texts, boolean withheld) {
        String code = request.outcome();
        return code == null || !Status.hasOutcome(request.status())
                ? null
                : new PublicView.OutcomeView(code, texts.outcome(code), withheld ? null : request.outcomeMessage());
    }

    private static PublicView.@Nullable OpenQuestion question(TrackedRequest request) {
        String id = request.questionId();
        String question = request.question();
        return id == null || question == null || !request.status().equals(Status.AWAITING_CITIZEN)
                ? null
                : new PublicView.OpenQuestion(id, question);
    }

    private static List<PublicView.Step> steps(
            TrackedRequest request, List<TimelineEntry> timeline, TimelineTexts texts, boolean withheld) {
        List<PublicView.Step> steps = new ArrayList<>();
        steps.add(new PublicView.Step(
                request.submittedAt(), "service_request_submitted", texts.submitted(), texts.requester(), null, null));
        Map<String, String> works = request.parts().stream()
                .collect(Collectors.toMap(part -> part.caseId().toString(), Part::work, (one, same) -> one));
        for (TimelineEntry entry : timeline) {
            steps.add(new PublicView.Step(
                    entry.at(),
                    entry.type(),
                    texts.sentence(entry),
                    texts.author(entry),
                    withheld ? null : entry.message(),
                    withheld ? null : works.get(entry.detail().getOrDefault(TimelineEntry.PART, ""))));
        }
        return steps;
    }
}
