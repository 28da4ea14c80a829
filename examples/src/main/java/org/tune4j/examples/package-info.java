/** Small programs that show the embedded API. */
@NullMarked
package org.tune4j.examples;

import org.jspecify.annotations.NullMarked;
