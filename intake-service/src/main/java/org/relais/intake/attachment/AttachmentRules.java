package org.relais.intake.attachment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.validation.Violations;

/** Which attachments a request may name. Asks nothing of the database where none is named. */
public final class AttachmentRules {

    public static final int MOST = 10;

    private static final String POINTER = "/attachments";

    private final Attachments attachments;

    public AttachmentRules(Attachments attachments) {
        this.attachments = attachments;
    }

    /**
     * The ids in the order given; what is wrong goes to the violations.
     *
     * @param requestId the request that names them: a repeat names what it has claimed itself
     */
    public List<UUID> check(List<String> given, UUID requestId, Violations violations) {
        if (given.isEmpty()) {
            return List.of();
        }
        if (given.size() > MOST) {
            violations.add(POINTER, "too_many_attachments", Integer.toString(MOST));
            return List.of();
        }
        Map<UUID, String> pointers = new LinkedHashMap<>();
        for (int index = 0; index < given.size(); index++) {
            String pointer = POINTER + "/" + index;
            UUID id = idOf(given.get(index));
            if (id == null) {
                violations.add(pointer, "attachment_unknown");
            } else if (pointers.putIfAbsent(id, pointer) != null) {
                violations.add(pointer, "attachment_repeated");
            }
        }
        Map<UUID, Attachments.Claim> claims = attachments.claims(pointers.keySet());
        pointers.forEach((id, pointer) -> {
            switch (claims.get(id)) {
                case null -> violations.add(pointer, "attachment_unknown");
                case Attachments.Claim.By(UUID owner) -> {
                    if (!owner.equals(requestId)) {
                        violations.add(pointer, "attachment_used");
                    }
                }
                case Attachments.Claim.Free free -> {
                    // As it should be.
                }
            }
        });
        return new ArrayList<>(pointers.keySet());
    }

    /** Only the canonical form: a lenient one would make two texts of one id. */
    private static @Nullable UUID idOf(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? id : null;
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }
}
