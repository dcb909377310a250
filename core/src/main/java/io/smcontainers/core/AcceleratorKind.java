package io.smcontainers.core;

/** What an accelerator counts as: GPUs in {@code SM_NUM_GPUS}, NeuronCores in {@code SM_NUM_NEURONS}. */
public enum AcceleratorKind {
    /** A GPU, or the part of one that this container was given. */
    GPU,
    /** One NeuronCore of an AWS Inferentia or Trainium chip. */
    NEURON_CORE
}
