package org.relais.intake.vault.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.relais.intake.vault.ContactDetails;
import org.relais.intake.vault.ContactReads.Purpose;
import org.relais.intake.vault.NumberToCall;
import org.relais.intake.vault.PersonalLinks;
import org.relais.intake.vault.ReplyAddresses;
import org.relais.intake.vault.ReplyHandle;
import org.relais.intake.vault.ReplyStanding;
import org.relais.intake.vault.TextStops;
import org.relais.intake.vault.Unkept;
import org.relais.intake.vault.Vault;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Contact details", description = "For the platform's own services.")
class ContactController {

    /** Whoever asked to be called is called by the department. */
    private static final String CALL = "phone";

    private final Vault vault;
    private final Problems problems;
    private final ObjectProvider<ReplyAddresses> replyAddresses;
    private final ObjectProvider<PersonalLinks> personalLinks;
    private final ObjectProvider<Unkept> unkept;
    private final ObjectProvider<NumberToCall> numberToCall;
    private final TextStops textStops;
    private final ReplyStanding.Of standings;
    private final Clock clock;

    ContactController(
            Vault vault,
            Problems problems,
            ObjectProvider<ReplyAddresses> replyAddresses,
            ObjectProvider<PersonalLinks> personalLinks,
            ObjectProvider<Unkept> unkept,
            ObjectProvider<NumberToCall> numberToCall,
            TextStops textStops,
            ReplyStanding.Of standings,
            Clock clock) {
        this.vault = vault;
        this.problems = problems;
        this.replyAddresses = replyAddresses;
        this.personalLinks = personalLinks;
        this.unkept = unkept;
        this.numberToCall = numberToCall;
        this.textStops = textStops;
        this.standings = standings;
        this.clock = clock;
    }

    /** How a person can be reached. */
    @Schema(name = "RequesterContact")
    record ContactView(
            @Schema(format = "uuid") String requesterId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            String language,

            @Schema(
                    description =
                            "For notification: where the channel the person used takes an answer. For a department:"
                                    + " only `phone`, where they asked to be called.")
            @Nullable
            ReplyView reply,

            @Schema(description = "For notification: address at which replies by mail are known as this person's.")
            @Nullable
            String replyTo,

            @Schema(
                    description =
                            "For notification: the request's page with the key of the person who filed it; a secret"
                                    + " of theirs.")
            @Nullable
            String ownUrl,

            @Schema(
                    description = "For notification: where a person who joined judges the outcome or leaves again; a"
                            + " secret of theirs.")
            @Nullable
            String leaveUrl,

            @Schema(
                    description = "For notification: what of the person's message could not be kept, such as"
                            + " `not_a_picture` or `picture_too_large`.")
            List<String> leftOut,

            @Schema(description = "For notification: whether the person asked for no more texts to their number.")
            boolean textsStopped,

            @Schema(
                    description =
                            "For notification: whether the person asked for no more messages where `reply` leads.")
            boolean replyStopped,

            @Schema(
                    description = "For notification: whether a yes or a no that the person answers where `reply` leads"
                            + " is about this request.")
            boolean answeredInReply,

            @Schema(
                    description =
                            "For notification: when the person last said something where `reply` leads; null where that"
                                    + " is no conversation.",
                    format = "date-time")
            @Nullable
            Instant heardAt,

            @Schema(
                    description =
                            "For notification: number to call instead of waiting, where what the person wrote is or"
                                    + " may be an emergency.",
                    example = "112")
            @Nullable
            String numberToCall) {

        ContactView {
            leftOut = List.copyOf(leftOut);
        }

        @Override
        public String toString() {
            return "ContactView[" + requesterId + "]";
        }
    }

    /** Where the channel the person used takes an answer. */
    @Schema(name = "ReplyHandle")
    record ReplyView(
            @Schema(example = "email") String channel,
            String address,

            @Schema(description = "What the answer is put under, such as the Message-ID of the person's mail.")
            @Nullable
            String thread) {

        @Override
        public String toString() {
            return "ReplyView[" + channel + "]";
        }
    }

    @Operation(
            summary = "How a requester can be reached",
            description =
                    "For callers with the role service. Each read is recorded with caller and purpose, and the person"
                            + " sees who it was for.")
    @ApiResponse(
            responseCode = "200",
            description = "The contact details.",
            content = @Content(schema = @Schema(implementation = ContactView.class)))
    @ApiResponse(responseCode = "404", description = "Unknown or erased.")
    @GetMapping(path = "/api/v1/requesters/{requesterId}/contact", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> contact(
            @PathVariable UUID requesterId,
            @Parameter(schema = @Schema(allowableValues = {"notification", "department"})) @RequestParam String purpose,
            @Parameter(description = "Code of the department for which it is read; the person is told its name.")
                    @RequestParam(required = false)
                    @Nullable
                    String department,
            @Parameter(hidden = true) Caller caller) {
        if (!caller.has(Roles.SERVICE)) {
            return problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
        }
        Optional<Purpose> named = purposeOf(purpose);
        if (named.isEmpty()) {
            return problems.problem(HttpStatus.BAD_REQUEST, "invalid_request")
                    .error("?purpose", "purpose_unknown")
                    .response();
        }
        return vault.read(requesterId, caller.clientId(), department, named.get(), clock.instant())
                .<ResponseEntity<?>>map(contact -> ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(view(requesterId, contact, named.get())))
                .orElseGet(() -> problems.problem(HttpStatus.NOT_FOUND, "requester_unknown")
                        .response());
    }

    private ContactView view(UUID requesterId, ContactDetails contact, Purpose purpose) {
        boolean answering = purpose == Purpose.NOTIFICATION;
        ReplyHandle reply = contact.reply();
        ReplyStanding standing =
                answering && reply != null ? standings.standing(reply, requesterId) : ReplyStanding.NONE;
        return new ContactView(
                requesterId.toString(),
                contact.name(),
                contact.email(),
                contact.phone(),
                contact.language(),
                reply != null && (answering || CALL.equals(reply.channel()))
                        ? new ReplyView(reply.channel(), reply.address(), reply.thread())
                        : null,
                answering ? replyTo(requesterId) : null,
                answering ? link(requesterId, PersonalLinks::ofRequester) : null,
                answering ? link(requesterId, PersonalLinks::ofSupporter) : null,
                answering ? leftOut(requesterId) : List.of(),
                answering && contact.phone() != null && textStops.saidStop(contact.phone()),
                standing.stopped(),
                standing.aboutTheRequest(),
                standing.heardAt(),
                answering ? numberToCall(requesterId) : null);
    }

    private @Nullable String numberToCall(UUID requesterId) {
        NumberToCall numbers = numberToCall.getIfAvailable();
        return numbers == null ? null : numbers.of(requesterId).orElse(null);
    }

    private @Nullable String replyTo(UUID requesterId) {
        ReplyAddresses addresses = replyAddresses.getIfAvailable();
        return addresses == null ? null : addresses.of(requesterId).orElse(null);
    }

    private @Nullable String link(UUID requesterId, BiFunction<PersonalLinks, UUID, Optional<String>> whose) {
        PersonalLinks links = personalLinks.getIfAvailable();
        return links == null ? null : whose.apply(links, requesterId).orElse(null);
    }

    private List<String> leftOut(UUID requesterId) {
        Unkept known = unkept.getIfAvailable();
        return known == null ? List.of() : known.of(requesterId);
    }

    private static Optional<Purpose> purposeOf(String word) {
        return switch (word) {
            case "notification" -> Optional.of(Purpose.NOTIFICATION);
            case "department" -> Optional.of(Purpose.DEPARTMENT);
            default -> Optional.empty();
        };
    }
}
