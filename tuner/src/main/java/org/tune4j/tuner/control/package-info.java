/**
 * How a server is told what to do from outside its JVM: the calls that it takes, and the signed
 * HTTP that carries them.
 *
 * <p>{@link org.tune4j.tuner.control.Control} is what can be asked; a driver implements it, and
 * {@link org.tune4j.tuner.control.ControlClient} is the same at the other end of a connection.
 * Requests and responses are signed with a secret (HMAC-SHA256), which proves who sent them and
 * that nobody changed them; they are not encrypted. Nothing of a request is parsed, and no body is
 * read, before its signature has been found right.
 */
@NullMarked
package org.tune4j.tuner.control;

import org.jspecify.annotations.NullMarked;
