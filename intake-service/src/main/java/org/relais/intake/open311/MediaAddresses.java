package org.relais.intake.open311;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.validation.Violations;

/**
 * Addresses of pictures that are kept elsewhere. They are passed on in words: fetching them would let strangers send this service
 * wherever they like.
 */
final class MediaAddresses {

    private static final String NAME = "media_url";
    private static final int LONGEST = 500;

    private MediaAddresses() {}

    static List<String> of(Form form, Violations violations) {
        List<String> addresses = form.all(NAME).stream().distinct().toList();
        if (addresses.size() > AttachmentRules.MOST) {
            violations.add("/" + NAME, "too_many_values", Integer.toString(AttachmentRules.MOST));
        }
        if (!addresses.stream().allMatch(MediaAddresses::isWebAddress)) {
            violations.add("/" + NAME, "not_a_web_address");
        }
        return addresses;
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = new URI(text);
            return text.length() <= LONGEST
                    && address.getHost() != null
                    && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()));
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
