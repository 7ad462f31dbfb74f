/** The words: versioned templates, rendered as text and HTML. */
@NullMarked
package org.relais.notification.template;

import org.jspecify.annotations.NullMarked;
