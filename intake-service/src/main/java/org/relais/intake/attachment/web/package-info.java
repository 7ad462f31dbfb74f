/** Attachments as REST. */
@NullMarked
package org.relais.intake.attachment.web;

import org.jspecify.annotations.NullMarked;
