using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimisers.</summary>
    public static partial class optim
    {
        /// <summary>Stochastic gradient descent with momentum.</summary>
        public static SGD SGD(
            IEnumerable<Parameter> parameters,
            double learningRate,
            double momentum = 0.0,
            double dampening = 0.0,
            double weight_decay = 0.0,
            bool nesterov = false) =>
            new(parameters, learningRate, momentum, dampening, weight_decay, nesterov);

        /// <summary>Adam (Kingma and Ba 2015, algorithm 1). The default of beta2 is the official package's.</summary>
        public static Adam Adam(
            IEnumerable<Parameter> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad);

        /// <summary>RMSprop (Tieleman and Hinton 2012, lecture 6.5).</summary>
        public static RMSProp RMSProp(
            IEnumerable<Parameter> parameters,
            double lr = 0.01,
            double alpha = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            double momentum = 0,
            bool centered = false) =>
            new(parameters, lr, alpha, eps, weight_decay, momentum, centered);

        /// <summary>Adagrad (Duchi et al. 2011).</summary>
        public static Adagrad Adagrad(
            IEnumerable<Parameter> parameters,
            double lr = 1e-2,
            double lr_decay = 0,
            double weight_decay = 0,
            double initial_accumulator_value = 0,
            double eps = 1e-10) =>
            new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);

        /// <summary>Adam with Nesterov momentum (Dozat 2016).</summary>
        public static NAdam NAdam(
            IEnumerable<Parameter> named_parameters,
            double lr = 0.002,
            double beta1 = 0.9,
            double beta2 = 0.999,
            double eps = 1e-8,
            double weight_decay = 0,
            double momentum_decay = 4e-3) =>
            new(named_parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);
    }
}
