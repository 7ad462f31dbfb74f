package org.relais.routing.cases;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.routing.rules.NearbyArea;
import org.relais.routing.rules.Suggestion;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;

/** Shows cases in a reader's language, with names in place of codes where the territory has them. */
public final class CaseViews {

    private final Territories territories;
    private final RecurringPlaces places;
    private final CaseLists lists;
    private final Supplier<Instant> now;

    public CaseViews(Territories territories, RecurringPlaces places, CaseLists lists, Supplier<Instant> now) {
        this.territories = territories;
        this.places = places;
        this.lists = lists;
        this.now = now;
    }

    public CaseView view(CaseFile file, Locale language) {
        return views(List.of(file), language).getFirst();
    }

    public List<CaseView> views(List<CaseFile> files, Locale language) {
        Map<UUID, RecurringPlaces.Recurrence> recurring = places.of(
                files.stream().map(file -> file.current().requestId()).collect(Collectors.toSet()), now.get());
        Map<UUID, List<Part>> parts = lists.parts(files.stream()
                .map(CaseFile::current)
                .filter(current -> current.isPart() || current.state() instanceof CaseState.InParts)
                .map(Case::requestId)
                .collect(Collectors.toSet()));
        return files.stream()
                .map(file -> view(
                        file,
                        recurring.get(file.current().requestId()),
                        parts.getOrDefault(file.current().requestId(), List.of()),
                        language))
                .toList();
    }

    private CaseView view(
            CaseFile file, RecurringPlaces.@Nullable Recurrence recurrence, List<Part> parts, Locale language) {
        FiledRequest request = file.request();
        Case current = file.current();
        Optional<Territory> territory = territories.current(request.jurisdictionId());
        boolean concernsOnePerson = file.concernsOnePerson(territories);
        return new CaseView(
                file.id(),
                current.requestId(),
                request.jurisdictionId(),
                request.trackingCode(),
                current.status().word(),
                current.version(),
                service(request.serviceCode(), territory, language),
                request.channel(),
                request.description().text(),
                location(request.place()),
                file.area(),
                request.answers().stream()
                        .collect(Collectors.toMap(Answer::code, Answer::values, (first, second) -> first)),
                answered(request, territory, language),
                request.attachments(),
                request.requesterId(),
                request.language(),
                department(current.department(), territory, language),
                why(file.reason(), territory, language),
                file.priority().name().toLowerCase(Locale.ROOT),
                (concernsOnePerson ? Visibility.PRIVATE : Visibility.PUBLIC).word(),
                request.submittedAt(),
                current.journey().expectedAt(),
                clock(file.deadline(), territory),
                waiting(file.triage(), territory),
                file.changedAt(),
                current.journey().hops(),
                current.journey().supporters(),
                recurrence == null || concernsOnePerson
                        ? null
                        : new CaseView.Recurring(recurrence.placeId(), recurrence.times(), recurrence.since()),
                current.mergedInto(),
                file.work().orNull(),
                parts.stream().map(part -> part(part, territory, language)).toList(),
                current.state() instanceof CaseState.AwaitingCitizen waiting ? question(waiting.question()) : null,
                current.state() instanceof CaseState.Resolved resolved ? result(resolved.resolution()) : null,
                file.history().stream().map(CaseViews::line).toList());
    }

    private static CaseView.@Nullable Clock clock(@Nullable Deadline deadline, Optional<Territory> territory) {
        return deadline == null
                ? null
                : new CaseView.Clock(
                        deadline.dueAt(),
                        deadline.standing().name().toLowerCase(Locale.ROOT),
                        deadline.stoppedAt(),
                        deadline.missed(),
                        deadline.level(),
                        territory
                                .map(in -> in.deadlines().chain())
                                .filter(chain -> deadline.level() > 0 && deadline.level() <= chain.size())
                                .map(chain ->
                                        chain.get(deadline.level() - 1).to().word())
                                .orElse(null));
    }

    private static CaseView.@Nullable Wait waiting(@Nullable TriageWait wait, Optional<Territory> territory) {
        return wait == null
                ? null
                : new CaseView.Wait(
                        wait.since(),
                        territory
                                .map(in -> wait.dueAt(in.calendar(), in.deadlines()))
                                .orElse(null),
                        wait.told());
    }

    private static CaseView.@Nullable Named department(
            @Nullable String code, Optional<Territory> territory, Locale language) {
        return code == null ? null : new CaseView.Named(code, departmentName(code, territory, language));
    }

    private static String departmentName(String code, Optional<Territory> territory, Locale language) {
        return territory.map(in -> in.departmentName(code, language)).orElse(code);
    }

    private static CaseView.Named service(String code, Optional<Territory> territory, Locale language) {
        return new CaseView.Named(
                code, territory.map(in -> in.serviceName(code, language)).orElse(code));
    }

    private static List<CaseView.Answered> answered(
            FiledRequest request, Optional<Territory> territory, Locale language) {
        Optional<Service> service = territory.flatMap(in -> in.service(request.serviceCode()));
        return request.answers().stream()
                .map(answer -> answered(
                        answer,
                        service.flatMap(asked -> asked.question(answer.code())),
                        (texts, code) -> territory
                                .map(in -> in.said(texts, language, code))
                                .orElse(code)))
                .toList();
    }

    /** @param said one of these texts by language in the reader's, or else the code */
    private static CaseView.Answered answered(
            Answer answer, Optional<Service.Question> question, BiFunction<Map<String, String>, String, String> said) {
        return new CaseView.Answered(
                new CaseView.Named(
                        answer.code(),
                        question.map(asked -> said.apply(asked.label(), answer.code()))
                                .orElse(answer.code())),
                answer.values().stream()
                        .map(value -> new CaseView.Named(
                                value,
                                question.flatMap(asked -> asked.option(value))
                                        .map(option -> said.apply(option.label(), value))
                                        .orElse(value)))
                        .toList());
    }

    private static CaseView.Named area(String id, Optional<Territory> territory, Locale language) {
        return new CaseView.Named(
                id, territory.map(in -> in.areaName(id, language)).orElse(id));
    }

    private static CaseView.@Nullable Location location(@Nullable Place place) {
        return place == null
                ? null
                : new CaseView.Location(
                        place.latitude(), place.longitude(), place.address().orNull());
    }

    private static CaseView.Why why(Reason reason, Optional<Territory> territory, Locale language) {
        return new CaseView.Why(
                reason.code(),
                reason.in(language, territory.map(Territory::languages).orElse(List.of())),
                reason.ruleId(),
                reason.territoryVersion(),
                reason.facts(),
                reason.runnersUp().stream()
                        .map(runnerUp -> new CaseView.RunnerUp(
                                runnerUp.ruleId(),
                                runnerUp.department(),
                                departmentName(runnerUp.department(), territory, language)))
                        .toList(),
                reason.confidence(),
                NearbyArea.in(reason.facts()).stream()
                        .map(near -> new CaseView.AreaNearby(area(near.areaId(), territory, language), near.metres()))
                        .toList(),
                Suggestion.in(reason.facts())
                        .map(suggestion -> wordsSay(suggestion, territory, language))
                        .orElse(null));
    }

    private static CaseView.WordsSay wordsSay(Suggestion suggestion, Optional<Territory> territory, Locale language) {
        return new CaseView.WordsSay(
                suggestion.candidates().stream()
                        .map(candidate -> likely(candidate, territory, language))
                        .toList(),
                suggestion.words(),
                suggestion.edition(),
                suggestion.contradicts());
    }

    private static CaseView.Likely likely(
            Suggestion.Candidate candidate, Optional<Territory> territory, Locale language) {
        String department = candidate.departmentCode();
        String service = candidate.serviceCode();
        return new CaseView.Likely(
                new CaseView.Named(department, departmentName(department, territory, language)),
                service.isEmpty() ? null : service(service, territory, language),
                candidate.confidence(),
                candidate.percent(),
                candidate.similarCases());
    }

    private static CaseView.OnePart part(Part part, Optional<Territory> territory, Locale language) {
        Resolution resolution = part.resolution();
        return new CaseView.OnePart(
                part.caseId(),
                part.work().text(),
                department(part.department(), territory, language),
                part.status().word(),
                part.expectedAt(),
                resolution == null ? null : result(resolution));
    }

    private static CaseView.OpenQuestion question(Question question) {
        return new CaseView.OpenQuestion(question.id(), question.text().text());
    }

    private static CaseView.Result result(Resolution resolution) {
        return new CaseView.Result(
                resolution.settled().word(),
                resolution.message().text(),
                resolution.plannedFor(),
                resolution.responsible().orNull());
    }

    private static CaseView.Line line(CaseFile.Entry entry) {
        return new CaseView.Line(
                entry.version(),
                entry.type(),
                entry.at(),
                entry.status(),
                entry.department(),
                entry.message().orNull(),
                entry.detail());
    }
}
