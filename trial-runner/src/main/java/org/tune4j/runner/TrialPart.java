package org.tune4j.runner;

/**
 * What a trial runs on the member of one of its bundles: a public class with a public constructor
 * without parameters, which {@link Parts#start} names. All calls come from one thread of that
 * member: {@link #setup}, then {@link #call} for each request in the order in which they were made,
 * and {@link #close} in any case.
 *
 * <p>A part ends with its attempt at the latest, by an interrupt of whatever it does.
 */
public interface TrialPart extends AutoCloseable {

  /**
   * Called once, first. When it throws, each call of this part fails with that.
   *
   * @param setup what {@link Parts#start} was given
   */
  void setup(PartContext context, byte[] setup) throws Exception;

  /**
   * Answers a request; what it throws fails that one call.
   *
   * @return {@value Part#MOST_BYTES} bytes at most
   */
  byte[] call(byte[] request) throws Exception;

  @Override
  default void close() throws Exception {}
}
