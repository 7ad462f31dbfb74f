/** /api/v1/text-reviews, for operators. */
@NullMarked
package org.relais.intake.review.web;

import org.jspecify.annotations.NullMarked;
