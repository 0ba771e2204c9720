using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>What libsvm found, for P present classes and S support vectors sorted by class.</summary>
/// <param name="Vectors">S × d.</param>
/// <param name="Starts">P + 1: the vectors of class p are Starts[p] up to Starts[p + 1].</param>
/// <param name="Coefficients">
/// (P - 1) × S: in the pair of classes (i, j), i &lt; j, a vector of class i has its coefficient in row j - 1, one of
/// class j in row i.
/// </param>
/// <param name="Rho">The constants of the pairs (0, 1), (0, 2), …, (1, 2), …</param>
/// <param name="Classes">The P classes of the data set, ascending.</param>
internal sealed record SupportVectors(Matrix Vectors, int[] Starts, Matrix Coefficients, double[] Rho, int[] Classes);
