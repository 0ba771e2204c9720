using System.Runtime.InteropServices;

namespace Orchestrator.Training.Tests.Classifiers.Oracles;

/// <summary>One entry of a sparse row, laid out as libsvm and liblinear have it.</summary>
/// <param name="Index">The column, from 1; -1 ends the row.</param>
/// <param name="Value">The value.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FeatureNode(int Index, double Value);
