package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.Facts;
import org.relais.intake.action.Keys;
import org.relais.intake.action.Keys.Holder;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.review.KeepBack;
import org.relais.intake.review.ReviewText;
import org.relais.intake.tracking.PublicView;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.tracking.Status;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.platform.identifier.Identifiers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** What the page of a request shows, to anyone and to its person. */
@Component
class FollowPages {

    private static final String CONTESTED = "contestee";

    static final Set<String> DONE = Set.of(
            "reponse",
            "precisions",
            "confirmee",
            CONTESTED,
            "retiree",
            "effacees",
            "rejointe",
            "deja-jointe",
            "quittee",
            "close",
            LargeForms.TOO_LARGE,
            LargeForms.TOO_MANY,
            "cle-refusee");

    private static final Set<String> KNOWN_STATUSES = Set.of(
            "submitted",
            "awaiting_triage",
            "routed",
            "acknowledged",
            "in_progress",
            "awaiting_citizen",
            "resolved",
            "confirmed",
            "contested",
            "reopened",
            "withdrawn");
    private static final List<String> LOOKED =
            List.of("service", "area", "channel", "requester", "answer", "words", "flags", "time", "suggestion");
    private static final Set<String> CLOSED = Set.of(Status.WITHDRAWN, Status.CONFIRMED);

    private final TrackedRequests requests;
    private final Facts facts;
    private final PublicViews views;
    private final Keys keys;
    private final ReviewText reviewText;
    private final ContactReaders readers;
    private final Identifiers identifiers;
    private final String publicUrl;

    FollowPages(
            TrackedRequests requests,
            Facts facts,
            PublicViews views,
            Keys keys,
            ReviewText reviewText,
            ContactReaders readers,
            Identifiers identifiers,
            @Value("${relais.public-url:}") String publicUrl) {
        this.publicUrl = publicUrl;
        this.requests = requests;
        this.facts = facts;
        this.views = views;
        this.keys = keys;
        this.reviewText = reviewText;
        this.readers = readers;
        this.identifiers = identifiers;
    }

    /** The request of a code that somebody typed or followed. */
    TrackedRequest found(String code) {
        return TrackingCode.parse(code)
                .flatMap(requests::find)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    String show(TrackedRequest found, FormErrors errors, HttpServletRequest request, Locale locale, Model model) {
        Holder holder = holder(found, request);
        boolean own = holder == Holder.REQUESTER;
        List<TimelineEntry> timeline = requests.timeline(found.requestId());
        String language = locale.getLanguage();
        PublicView view = own ? views.ownView(found, timeline, language) : views.view(found, timeline, language);
        String status = view.status();
        model.addAttribute("view", view);
        // The newest first: that is what one comes for.
        model.addAttribute("steps", view.timeline().reversed());
        model.addAttribute("revision", found.revision());
        model.addAttribute("status", KNOWN_STATUSES.contains(status) ? status : "other");
        model.addAttribute("looked", looked(view));
        model.addAttribute("otherwise", otherwise(view));
        model.addAttribute("errors", errors);
        model.addAttribute("own", own);
        model.addAttribute("holder", holder.name());
        model.addAttribute("keptBack", own && found.hidden() ? keptBack(found) : null);
        model.addAttribute("asked", own && view.openQuestion() != null);
        model.addAttribute("mayJoin", holder == Holder.NOBODY && mayBeJoined(found));
        model.addAttribute("mayAdd", own && !CLOSED.contains(status) && !status.equals(Status.RESOLVED));
        boolean judges = holder != Holder.NOBODY;
        model.addAttribute("mayConfirm", judges && status.equals(Status.RESOLVED));
        boolean mayContest = judges && (status.equals(Status.RESOLVED) || status.equals(Status.CONFIRMED));
        model.addAttribute("mayContest", mayContest);
        String key = RequestKeys.of(request);
        if (key != null && mayContest && !model.containsAttribute("words")) {
            unheard(found, key, timeline).ifPresent(words -> sayAgain(words, model));
        }
        model.addAttribute("readers", readers.of(found, key, locale));
        model.addAttribute("once", identifiers.next().toString());
        model.addAttribute(
                "keyLink", holder != Holder.NOBODY && key != null ? keyLink(found.trackingCode(), key, request) : null);
        return "follow/request";
    }

    /** What the person contested with last, where another outcome stood there by then, so that nobody heard it. */
    private Optional<String> unheard(TrackedRequest found, String key, List<TimelineEntry> timeline) {
        return keys.present(found, key)
                .flatMap(person -> facts.contest(found.requestId(), person))
                .filter(contest -> timeline.stream().anyMatch(entry -> entry.refusesAsStale(contest.eventId())))
                .map(Facts.Contest::words);
    }

    private static void sayAgain(String words, Model model) {
        model.addAttribute("words", Map.of(CONTESTED, words));
        model.addAttribute("reopened", CONTESTED);
        model.addAttribute("unheard", true);
    }

    /** What the decision looked at, as keys of texts. */
    private static List<String> looked(PublicView view) {
        PublicView.Why why = view.why();
        return why == null
                ? List.of()
                : LOOKED.stream()
                        .filter(kind -> why.facts().keySet().stream()
                                .anyMatch(fact -> fact.equals(kind) || fact.startsWith(kind + ".")))
                        .toList();
    }

    /** Other departments that later rules would have had it at, by name. */
    private static List<String> otherwise(PublicView view) {
        PublicView.Why why = view.why();
        PublicView.ResponsibleDepartment has = view.department();
        return why == null || has == null
                ? List.of()
                : why.runnersUp().stream()
                        .filter(runnerUp -> !runnerUp.department().equals(has.code()))
                        .map(PublicView.RunnerUp::departmentName)
                        .distinct()
                        .toList();
    }

    /** Why somebody who looked at it took it off what the public sees. */
    private String keptBack(TrackedRequest found) {
        return reviewText.keptBack(found.submittedEventId()).map(KeepBack::word).orElse("unsaid");
    }

    Holder holder(TrackedRequest found, HttpServletRequest request) {
        String key = RequestKeys.of(request);
        return key == null ? Holder.NOBODY : keys.holder(found, key);
    }

    /** Whether it can concern others too. */
    boolean mayBeJoined(TrackedRequest found) {
        return views.isPublic(found) && !CLOSED.contains(found.status());
    }

    /** Keeps a key that is the request's; tells whether it was. */
    boolean keep(TrackedRequest found, String key, HttpServletRequest request, HttpServletResponse response) {
        if (keys.holder(found, key) == Holder.NOBODY) {
            return false;
        }
        RequestKeys.keep(found.trackingCode(), key, request, response);
        return true;
    }

    /** The address that opens the request as its person's own, on any device. */
    String keyLink(TrackingCode code, @Nullable String key, HttpServletRequest request) {
        UriComponentsBuilder ours = publicUrl.isBlank()
                ? ServletUriComponentsBuilder.fromContextPath(request)
                : UriComponentsBuilder.fromUriString(publicUrl);
        return ours.path("/suivi/{code}/cle/{key}").buildAndExpand(code, key).toUriString();
    }
}
