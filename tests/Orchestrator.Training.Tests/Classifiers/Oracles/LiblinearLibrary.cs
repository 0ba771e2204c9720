using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orchestrator.Training.Classifiers.Native;

namespace Orchestrator.Training.Tests.Classifiers.Oracles;

/// <summary>
/// The functions of liblinear (Fan et al., JMLR 9, 2008) that are used, version 2.30 or later. The primal logistic
/// solver keeps no global state, so fits may run side by side.
/// </summary>
internal sealed unsafe class LiblinearLibrary
{
    private static readonly Lazy<LiblinearLibrary> Loaded = new(() => new LiblinearLibrary());

    private LiblinearLibrary()
    {
        var module = NativeModule.Load("liblinear.so.4", "liblinear4");
        Train = (delegate* unmanaged[Cdecl]<LiblinearProblem*, LiblinearParameter*, nint>)module.Function("train");
        ClassCount = (delegate* unmanaged[Cdecl]<nint, int>)module.Function("get_nr_class");
        Labels = (delegate* unmanaged[Cdecl]<nint, int*, void>)module.Function("get_labels");
        Weight = (delegate* unmanaged[Cdecl]<nint, int, int, double>)module.Function("get_decfun_coef");
        Bias = (delegate* unmanaged[Cdecl]<nint, int, double>)module.Function("get_decfun_bias");
        Free = (delegate* unmanaged[Cdecl]<nint*, void>)module.Function("free_and_destroy_model");
        var setPrint = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, void>, void>)
            module.Function("set_print_string_function");
        setPrint(&Silence);
    }

    /// <summary>The library.</summary>
    /// <exception cref="MissingLibraryException">It is not installed.</exception>
    public static LiblinearLibrary Instance => Loaded.Value;

    /// <summary>Fits a model, to be given to <see cref="Free"/>.</summary>
    public delegate* unmanaged[Cdecl]<LiblinearProblem*, LiblinearParameter*, nint> Train { get; }

    /// <summary>How many classes a model has.</summary>
    public delegate* unmanaged[Cdecl]<nint, int> ClassCount { get; }

    /// <summary>The label of each class.</summary>
    public delegate* unmanaged[Cdecl]<nint, int*, void> Labels { get; }

    /// <summary>The weight of a feature (from 1) in the decision function of a class (from 0).</summary>
    public delegate* unmanaged[Cdecl]<nint, int, int, double> Weight { get; }

    /// <summary>The intercept of the decision function of a class.</summary>
    public delegate* unmanaged[Cdecl]<nint, int, double> Bias { get; }

    /// <summary>Frees a model.</summary>
    public delegate* unmanaged[Cdecl]<nint*, void> Free { get; }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Silence(byte* text)
    {
    }
}

/// <summary>The training rows as liblinear takes them.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LiblinearProblem
{
    public int Rows;
    public int Columns;
    public double* Labels;
    public FeatureNode** Features;
    public double Bias;
}

/// <summary>
/// The parameters of liblinear 2.30; the fields behind <see cref="Epsilon"/>'s neighbours are laid out so that the
/// longer structure of 2.40 and later reads a penalised bias there.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LiblinearParameter
{
    public int Solver;
    public double Epsilon;
    public double C;
    public int WeightCount;
    public int* WeightLabels;
    public double* Weights;
    public double SvrEpsilon;
    public nint Reserved0;
    public nint Reserved1;
    public int RegulariseBias;
    public fixed long Spare[4];
}
