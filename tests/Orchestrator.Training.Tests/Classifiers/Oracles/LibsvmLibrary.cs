using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orchestrator.Training.Classifiers.Native;

namespace Orchestrator.Training.Tests.Classifiers.Oracles;

/// <summary>
/// The functions of libsvm (Chang and Lin, ACM TIST 2, 2011) that are used, version 3. Without probability estimates it
/// draws no random numbers and keeps no global state, so fits may run side by side.
/// </summary>
internal sealed unsafe class LibsvmLibrary
{
    private static readonly Lazy<LibsvmLibrary> Loaded = new(() => new LibsvmLibrary());

    private LibsvmLibrary()
    {
        var module = NativeModule.Load("libsvm.so.3", "libsvm3");
        Train = (delegate* unmanaged[Cdecl]<LibsvmProblem*, LibsvmParameter*, LibsvmModel*>)
            module.Function("svm_train");
        SupportIndices = (delegate* unmanaged[Cdecl]<LibsvmModel*, int*, void>)module.Function("svm_get_sv_indices");
        Free = (delegate* unmanaged[Cdecl]<LibsvmModel**, void>)module.Function("svm_free_and_destroy_model");
        var setPrint = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, void>, void>)
            module.Function("svm_set_print_string_function");
        setPrint(&Silence);
    }

    /// <summary>The library.</summary>
    /// <exception cref="MissingLibraryException">It is not installed.</exception>
    public static LibsvmLibrary Instance => Loaded.Value;

    /// <summary>Fits a model, to be given to <see cref="Free"/>.</summary>
    public delegate* unmanaged[Cdecl]<LibsvmProblem*, LibsvmParameter*, LibsvmModel*> Train { get; }

    /// <summary>The training rows, from 1, that are the support vectors.</summary>
    public delegate* unmanaged[Cdecl]<LibsvmModel*, int*, void> SupportIndices { get; }

    /// <summary>Frees a model.</summary>
    public delegate* unmanaged[Cdecl]<LibsvmModel**, void> Free { get; }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Silence(byte* text)
    {
    }
}

/// <summary>The training rows as libsvm takes them.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LibsvmProblem
{
    public int Rows;
    public double* Labels;
    public FeatureNode** Features;
}

/// <summary>The parameters of libsvm 3.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LibsvmParameter
{
    public int SvmType;
    public int KernelType;
    public int Degree;
    public double Gamma;
    public double Coef0;
    public double CacheMegabytes;
    public double Epsilon;
    public double C;
    public int WeightCount;
    public int* WeightLabels;
    public double* Weights;
    public double Nu;
    public double P;
    public int Shrinking;
    public int Probability;
}

/// <summary>The head of libsvm 3's model: the fields whose place every release shares.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LibsvmModel
{
    public LibsvmParameter Parameter;
    public int ClassCount;
    public int SupportCount;
    public FeatureNode** Support;
    public double** Coefficients;
    public double* Rho;
}
