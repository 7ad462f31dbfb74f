package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.ActionResult;
import org.relais.intake.action.EraseRequester;
import org.relais.intake.action.Impossibility;
import org.relais.intake.action.JoinRequest;
import org.relais.intake.action.Keys.Holder;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.EditToken;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.Page;
import org.relais.intake.pages.PageSettings;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.validation.Violations;
import org.relais.platform.identifier.Identifiers;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** Joining what another person asked for, and leaving it again. */
@Page
@Hidden
@RequestMapping("/suivi/{code}")
class JoinController {

    private static final String TO_FOLLOW = "redirect:/suivi/";

    private final PublicViews views;
    private final JoinRequest joinRequest;
    private final EraseRequester eraseRequester;
    private final FollowPages pages;
    private final PageProblems problems;
    private final PageLimits limits;
    private final PageSettings settings;
    private final Derivations derivations;
    private final Identifiers identifiers;
    private final Clock clock;

    JoinController(
            PublicViews views,
            JoinRequest joinRequest,
            EraseRequester eraseRequester,
            FollowPages pages,
            PageProblems problems,
            PageLimits limits,
            PageSettings settings,
            Derivations derivations,
            Identifiers identifiers,
            Clock clock) {
        this.views = views;
        this.joinRequest = joinRequest;
        this.eraseRequester = eraseRequester;
        this.pages = pages;
        this.problems = problems;
        this.limits = limits;
        this.settings = settings;
        this.derivations = derivations;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** What the form says. */
    record Joining(
            @Nullable String reply,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String words,
            @Nullable String once) {

        static final Joining EMPTY = new Joining(null, null, null, null, null, null);

        boolean isAnonymous() {
            return Draft.ANONYMOUS.equals(reply);
        }

        private Requester requester(String language) {
            return isAnonymous()
                    ? new Requester(null, null, null, language)
                    : new Requester(name, email, phone, language);
        }

        @Override
        public String toString() {
            return "Joining[]";
        }
    }

    @GetMapping("/rejoindre")
    String before(@PathVariable String code, Locale locale, HttpServletRequest request, Model model) {
        TrackedRequest found = pages.found(code);
        if (!pages.mayBeJoined(found) || pages.holder(found, request) != Holder.NOBODY) {
            return TO_FOLLOW + found.trackingCode();
        }
        return show(found, Joining.EMPTY, FormErrors.NONE, locale, model);
    }

    @PostMapping("/rejoindre")
    String join(
            @PathVariable String code,
            Joining joining,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        TrackedRequest found = pages.found(code);
        if (pages.holder(found, request) != Holder.NOBODY) {
            return done(found.trackingCode(), "deja-jointe");
        }
        FormErrors errors = unanswered(joining, locale);
        if (!errors.isEmpty()) {
            return again(found, joining, errors, locale, response, model);
        }
        if (limits.isTooMuch(request, response)) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return show(found, joining, problems.one("reply", "wrong.too.many", locale), locale, model);
        }
        String once = joining.once();
        String key = once == null || once.isBlank() || once.length() > 64 ? null : once;
        JoinRequest.Call call = new JoinRequest.Call(
                code,
                locale.getLanguage(),
                FilingController.CALLER,
                key,
                // One form is one joining, whatever was typed between two presses of the button.
                derivations.mark(("join\n" + key).getBytes(StandardCharsets.UTF_8)),
                clock.instant());
        ActionResult result =
                joinRequest.join(joining.requester(locale.getLanguage()), joining.words(), call, new Violations());
        return switch (result) {
            // A form that was sent again since the person left joins nobody.
            case ActionResult.Joined(TrackingCode known, EditToken token) ->
                done(known, pages.keep(found, token.value(), request, response) ? "rejointe" : "quittee");
            case ActionResult.Impossible impossible ->
                done(
                        found.trackingCode(),
                        impossible.reason() == Impossibility.ALREADY_JOINED ? "deja-jointe" : "close");
            case ActionResult.Invalid invalid ->
                again(found, joining, problems.of(invalid.violations(), null, locale), locale, response, model);
            case ActionResult.TerritoryUnknown unknown -> throw new NoTerritoryForPage(List.of());
            case ActionResult.RequestUnknown unknown -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case ActionResult.Recorded recorded -> throw new IllegalStateException("joining gives a key");
            case ActionResult.TokenMissing missing -> throw new IllegalStateException("joining needs no key");
            case ActionResult.TokenWrong wrong -> throw new IllegalStateException("joining needs no key");
        };
    }

    @GetMapping("/quitter")
    String beforeLeaving(@PathVariable String code, HttpServletRequest request, Model model) {
        TrackedRequest found = pages.found(code);
        if (pages.holder(found, request) != Holder.SUPPORTER) {
            return TO_FOLLOW + found.trackingCode();
        }
        model.addAttribute("trackingCode", found.trackingCode().toString());
        return "follow/leave";
    }

    @PostMapping("/quitter")
    String leave(@PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
        TrackedRequest found = pages.found(code);
        if (pages.holder(found, request) != Holder.SUPPORTER) {
            return TO_FOLLOW + found.trackingCode();
        }
        limits.countAction(request, response);
        eraseRequester.erase(code, RequestKeys.of(request), clock.instant());
        RequestKeys.forget(found.trackingCode(), request, response);
        return done(found.trackingCode(), "quittee");
    }

    private FormErrors unanswered(Joining joining, Locale locale) {
        if (joining.reply() == null) {
            return problems.one("reply", "wrong.reply.required", locale);
        }
        return joining.isAnonymous() || settings.canTell(joining.email(), joining.phone())
                ? FormErrors.NONE
                : problems.one("email", Unheard.messageKey(settings), locale);
    }

    private String again(
            TrackedRequest found,
            Joining joining,
            FormErrors errors,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(found, joining, errors, locale, model);
    }

    private String show(TrackedRequest found, Joining joining, FormErrors errors, Locale locale, Model model) {
        model.addAttribute("view", views.view(found, List.of(), locale.getLanguage()));
        model.addAttribute("joining", joining);
        model.addAttribute("errors", errors);
        model.addAttribute("once", identifiers.next().toString());
        return "follow/join";
    }

    private static String done(TrackingCode code, String what) {
        return TO_FOLLOW + code + "?fait=" + what;
    }
}
